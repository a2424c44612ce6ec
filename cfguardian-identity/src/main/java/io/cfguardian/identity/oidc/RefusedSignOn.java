package io.cfguardian.identity.oidc;

/** Something is not what it ought to be. Caught where a {@code SignOn} is made of it. */
final class RefusedSignOn extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason shows no token, code or address */
    RefusedSignOn(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
