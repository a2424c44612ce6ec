package io.cfguardian.identity.token;

/** A text is no token that this program would write. Caught where a {@code Verification} is made of it. */
final class MalformedToken extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a constant, so that it shows nothing of the text */
    MalformedToken(String reason) {
        // Thrown for anything that anybody sends, so it costs no stack trace.
        super(reason, null, false, false);
    }
}
