package io.cfguardian.domain.command;

import io.cfguardian.domain.revision.Version;

/** What a caller demands of a document before a write, as {@code If-Match} and {@code If-None-Match} say it (RFC 9110). */
public sealed interface Expectation {

    /** The demands that name no version. */
    enum Simple implements Expectation {
        /** Whatever is there. */
        ANY,
        /** Nothing is there: {@code If-None-Match: *}. A deleted config is not there. */
        ABSENT,
        /** Something is there: {@code If-Match: *}. */
        PRESENT
    }

    /** The newest version is this one, and it is not a tombstone: {@code If-Match: "7"}. */
    record At(Version version) implements Expectation {}
}
