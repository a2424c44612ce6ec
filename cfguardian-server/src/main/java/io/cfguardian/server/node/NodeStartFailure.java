package io.cfguardian.server.node;

/** Why the node cannot start, in a sentence for the operator. What was opened is closed again. */
public final class NodeStartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    NodeStartFailure(String message) {
        super(message);
    }

    NodeStartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
