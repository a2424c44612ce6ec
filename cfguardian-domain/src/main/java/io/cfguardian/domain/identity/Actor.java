package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;

/** Who acts, and by which proof. The rights of a person or service are those of the state at the moment of the decision. */
public sealed interface Actor {

    /** The name under which it goes into the history. */
    Principal principal();

    /** A user, by a session. */
    record Person(UserId user, SessionId session) implements Actor {
        @Override
        public Principal principal() {
            return user.principal();
        }
    }

    /** A service, by its token. */
    record Service(ServiceTokenId token) implements Actor {
        @Override
        public Principal principal() {
            return token.principal();
        }
    }

    /**
     * A node, for what is not asked by a session or token: signing in, keeping house. No rights are checked; no request can
     * claim to be one.
     */
    record Node(Principal principal) implements Actor {

        /** Keeping house. */
        public static final Node SYSTEM = new Node(new Principal("system"));
    }
}
