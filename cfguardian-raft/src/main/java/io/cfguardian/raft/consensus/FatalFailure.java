package io.cfguardian.raft.consensus;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a node can never serve again without a restart, or without an operator's repair.
 *
 * @param index the log index at which it happened, 0 if it has none
 * @param term that entry's term, 0 if it has none
 * @param reason one sentence for the operator, without users' values
 * @param cause the exception behind it, if there was one
 */
public record FatalFailure(long index, long term, String reason, Optional<Throwable> cause) {
    public FatalFailure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cause, "cause");
    }
}
