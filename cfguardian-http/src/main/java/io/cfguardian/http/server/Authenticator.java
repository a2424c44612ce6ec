package io.cfguardian.http.server;

import io.cfguardian.domain.identity.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request. Called by many threads. */
public interface Authenticator {

    /**
     * Judges the value of the request's one {@code Authorization} header, "" when there is none. Must not block. The value
     * must not show up in any message or log.
     */
    Identity authenticate(String authorization);

    /** Who it is, if anyone. */
    sealed interface Identity {}

    /** What is sure. */
    sealed interface Certain extends Identity {}

    /**
     * This actor.
     *
     * @param until when the proof ends at the latest, null for never
     */
    record Known(Actor actor, @Nullable Instant until) implements Certain {}

    /**
     * Nobody known.
     *
     * @param reason for the client; tells nothing about what would be right
     */
    record Unknown(String reason) implements Certain {}

    /** Somebody whom this node may not have heard of yet. */
    non-sealed interface Doubtful extends Identity {

        /**
         * Makes sure, which may take a round through the cluster; blocks the calling (virtual) thread.
         *
         * @throws io.cfguardian.app.replica.ReplicationFailure when the cluster cannot be asked
         */
        Certain makeSure();
    }
}
