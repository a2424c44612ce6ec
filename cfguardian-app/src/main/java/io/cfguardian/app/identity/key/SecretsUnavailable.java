package io.cfguardian.app.identity.key;

/** The state's secrets cannot be opened on this node. */
public final class SecretsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why they cannot. */
    public enum Reason {
        /** There are none yet: the cluster is new, or this node has not heard of them. */
        NOT_BEGUN,
        /** This node's master secret is not the one they are sealed with. */
        ANOTHER_MASTER_SECRET,
        /** They are sealed with the right one, and do not open. */
        DAMAGED
    }

    /** @param message says what the operator has to look at, and shows no secret */
    public SecretsUnavailable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why they cannot be opened. */
    public Reason reason() {
        return reason;
    }
}
