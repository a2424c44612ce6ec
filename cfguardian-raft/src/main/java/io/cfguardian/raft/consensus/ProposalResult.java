package io.cfguardian.raft.consensus;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What became of a proposed command. */
public sealed interface ProposalResult {

    /** Why there is no answer, in a word that is the same for all of a kind; empty when there is one. */
    default Optional<String> failure() {
        return switch (this) {
            case Answered ignored -> Optional.empty();
            case NotAppended(Reason reason) -> Optional.of(reason.name().toLowerCase(Locale.ROOT));
            case Unknown ignored -> Optional.of("unknown");
        };
    }

    /**
     * The command was committed by a majority and applied here or on the leader.
     *
     * @param index the log entry's index; wait for it with {@link ConsensusNode#awaitApplied} to read your write on any node
     * @param answer what the state answered
     */
    // never compared: the array is the answer, handed through without a copy
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(long index, byte[] answer) implements ProposalResult {
        public Answered {
            Objects.requireNonNull(answer, "answer");
        }

        @Override
        public String toString() {
            return "Answered[index=" + index + ", answerBytes=" + answer.length + "]";
        }
    }

    /** The command is certainly in no log and never will be: it may be proposed again freely. */
    record NotAppended(Reason reason) implements ProposalResult {
        public NotAppended {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The command may have been appended, may still be committed later, or may be lost. It may be proposed again only if the
     * state recognises a repeated command.
     *
     * @param reason for people; no part of any contract
     */
    record Unknown(String reason) implements ProposalResult {
        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why a command was not appended. */
    enum Reason {
        /** No leader was known, or it could not be reached, until the deadline. */
        NO_LEADER,
        /** The node that was asked did not lead (any more) until the deadline. */
        NOT_LEADER,
        /** More commands or bytes are in flight than the limits allow; try again later. */
        OVERLOADED,
        /** The node is shutting down. */
        STOPPING,
        /** The node has failed and must be restarted; see {@link FatalListener}. */
        FAILED,
        /** The command is larger than {@link ConsensusSettings.Limits#commandBytesMax()}. */
        TOO_LARGE
    }
}
