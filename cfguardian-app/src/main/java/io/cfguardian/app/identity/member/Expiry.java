package io.cfguardian.app.identity.member;

import java.time.Instant;

/** When a service token is to end. */
public sealed interface Expiry {

    /** When that is not a time. */
    enum Fixed implements Expiry {
        /** As it was before; of a new one, never. */
        UNCHANGED,
        /** It does not end by itself. */
        NEVER
    }

    /** At this time. */
    record At(Instant time) implements Expiry {}
}
