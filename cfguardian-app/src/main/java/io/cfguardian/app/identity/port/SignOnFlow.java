package io.cfguardian.app.identity.port;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What binds the end of a sign-on to its beginning. Secret: whoever knows it can end it in another browser.
 *
 * @param state sent to the provider and back, so that nobody can slip their own answer to a browser
 * @param nonce comes back inside the signed ID token
 * @param verifier proves at the token endpoint that it was we who began (RFC 7636)
 */
public record SignOnFlow(String state, String nonce, String verifier) {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int PARTS = 3;

    public SignOnFlow {
        if (!isPart(state) || !isPart(nonce) || !isPart(verifier)) {
            throw new IllegalArgumentException("each part of a sign-on has 32 bytes in Base64url");
        }
    }

    /** Reads what {@link #text} wrote; empty when it is anything else. */
    public static Optional<SignOnFlow> parse(String text) {
        String[] parts = text.split("\\.", PARTS + 1);
        if (parts.length != PARTS || !isPart(parts[0]) || !isPart(parts[1]) || !isPart(parts[2])) {
            return Optional.empty();
        }
        return Optional.of(new SignOnFlow(parts[0], parts[1], parts[2]));
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    /** One text, for a sealed cookie. */
    public String text() {
        return state + "." + nonce + "." + verifier;
    }

    @Override
    public String toString() {
        return "a sign-on";
    }
}
