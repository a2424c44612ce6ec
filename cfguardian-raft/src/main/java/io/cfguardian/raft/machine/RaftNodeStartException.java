package io.cfguardian.raft.machine;

/** A node could not start. The message is a sentence for the operator; what was opened is closed again. */
public final class RaftNodeStartException extends Exception {

    private static final long serialVersionUID = 1L;

    RaftNodeStartException(String message) {
        super(message);
    }

    RaftNodeStartException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
