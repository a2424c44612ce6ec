package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;

/** Where a session stands in the list of all. */
public record SessionPlace(UserId user, SessionId session) {

    /** Reads what {@link #toString} wrote. */
    public static SessionPlace parse(String text) {
        int slash = text.indexOf('/');
        return new SessionPlace(new UserId(text.substring(0, slash)), new SessionId(text.substring(slash + 1)));
    }

    static SessionPlace of(Session session) {
        return new SessionPlace(session.user(), session.id());
    }

    EntityKey<Session> key() {
        return EntityKey.of(user, session);
    }

    @Override
    public String toString() {
        return user + "/" + session;
    }
}
