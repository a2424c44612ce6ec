package io.cfguardian.app.identity.port;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One OpenID Connect provider that people may sign on with: the authorisation code flow with PKCE (RFC 7636). Both calls
 * may ask the provider over the network and block the calling (virtual) thread for some seconds at most. Used by many
 * threads.
 *
 * <p>It only tells who somebody is to the provider. Which user that is, and whether one is made, is the caller's to decide.
 */
public interface IdentityProvider {

    /** The provider's name in paths and settings, such as {@code corp}. */
    String name();

    /** Begins to sign on. */
    Start start();

    /**
     * Ends to sign on with what the provider sent the browser back with.
     *
     * @param flow what {@link #start} gave, kept by the browser where nobody can read or change it
     * @param parameters of the callback's query, each with all its values
     */
    SignOn finish(SignOnFlow flow, Map<String, List<String>> parameters, Instant now);

    /** What came of beginning. */
    sealed interface Start {}

    /**
     * The browser goes to the provider.
     *
     * @param location where to
     * @param flow what {@link #finish} needs; secret, so it goes to the browser sealed
     */
    record Redirect(URI location, SignOnFlow flow) implements Start {}

    /** What came of signing on. */
    sealed interface SignOn {}

    /**
     * The provider vouches for somebody.
     *
     * @param issuer the provider
     * @param subject the person; never given to another one by this issuer
     * @param email null when the provider tells none
     * @param emailVerified whether the provider vouches for the address too
     * @param roles what the configured claim lists, in its order; empty when there is none
     */
    record SignedOn(String issuer, String subject, @Nullable String email, boolean emailVerified, List<String> roles)
            implements SignOn {
        public SignedOn {
            roles = List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "somebody known to " + issuer;
        }
    }

    /**
     * The answer is not one to this flow, or not the provider's, or the provider or the person said no.
     *
     * @param reason for the log; shows no token, code or address
     */
    record Refused(String reason) implements SignOn {}

    /**
     * The provider cannot be asked now; trying again may help.
     *
     * @param reason for the log
     */
    record Unavailable(String reason) implements Start, SignOn {}
}
