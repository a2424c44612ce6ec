package io.cfguardian.app.identity.key;

/** The state's secrets cannot be opened on this node: none were made yet, or its master secret is not the right one. */
public final class SecretsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message says what the operator has to look at, and shows no secret */
    public SecretsUnavailable(String message) {
        super(message);
    }
}
