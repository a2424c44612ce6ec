package io.cfguardian.raft.consensus;

import org.jspecify.annotations.Nullable;

/**
 * A node could not start. The message says what is wrong and what to do. Nothing was sent to other members, except perhaps
 * messages of Raft, and nothing was written that would make the next start differ.
 */
public final class ConsensusStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of thing is wrong. */
    private final Problem problem;

    ConsensusStartException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    ConsensusStartException(Problem problem, String message) {
        this(problem, message, null);
    }

    public Problem problem() {
        return problem;
    }

    /** What kind of thing keeps a node from starting. */
    public enum Problem {
        /** A member is not on a loopback address, and the channel between members is to be without encryption. */
        ENCRYPTION_REQUIRED,
        /** Files of the data directory are damaged, or a part of them is missing. */
        DAMAGED_DATA,
        /** The files, the key or the port cannot be used. */
        NOT_USABLE
    }
}
