package io.cfguardian.http.server;

import io.cfguardian.domain.identity.Actor;

/** Finds out who sends a request. Called by many threads; must not block. */
public interface Authenticator {

    /**
     * Judges the value of the request's one {@code Authorization} header, "" when there is none. The value must not show
     * up in any message or log.
     */
    Identity authenticate(String authorization);

    /** Who it is, if anyone. */
    sealed interface Identity {}

    /** This actor. */
    record Known(Actor actor) implements Identity {}

    /**
     * Nobody known.
     *
     * @param reason for the client; tells nothing about what would be right
     */
    record Unknown(String reason) implements Identity {}
}
