package io.cfguardian.identity.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One provider, as the operator describes it.
 *
 * @param name its name in our paths: 1 to 32 of a-z, 0-9 and '-'
 * @param issuer its identifier, to the letter as in its tokens
 * @param clientId who we are to it
 * @param clientSecret proves it; secret
 * @param redirect where it sends browsers back to; registered with it to the letter
 * @param scopes what is asked for besides {@code openid}
 * @param rolesClaim the claim that lists roles, steps into objects separated by '/'; null when none does
 * @param transport what may be spoken
 * @param timeout how long one fetch may take in all
 */
public record ProviderSettings(
        String name,
        URI issuer,
        String clientId,
        String clientSecret,
        URI redirect,
        List<String> scopes,
        @Nullable String rolesClaim,
        Transport transport,
        Duration timeout) {

    /** What is asked for besides {@code openid} unless said otherwise. */
    public static final List<String> SCOPES_DEFAULT = List.of("email", "profile");

    /** How long one fetch may take unless said otherwise. */
    public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(5);

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    public ProviderSettings {
        scopes = List.copyOf(scopes);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a provider's name has 1 to 32 of a-z, 0-9 and '-'");
        }
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException("the provider " + name + " needs a client id and a client secret");
        }
        if (!transport.allows(issuer) || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the issuer of the provider " + name + " is an https URL without query and fragment");
        }
        if (!transport.allows(redirect) || redirect.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the redirect of the provider " + name + " is an https URL without fragment");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout of the provider " + name + " is positive");
        }
    }

    @Override
    public String toString() {
        return "the provider " + name + " at " + issuer;
    }
}
