package io.cfguardian.server.settings;

import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.identity.oidc.ProviderSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how people sign on through a provider. */
final class SignOnReading {

    private final Given given;

    SignOnReading(Given given) {
        this.given = given;
    }

    Settings.@Nullable SignOn signOn() {
        Optional<String> name = given.optional(SignOnKeys.PROVIDER);
        Optional<URI> issuer = given.optional(SignOnKeys.ISSUER);
        Optional<String> clientId = given.optional(SignOnKeys.CLIENT_ID);
        Optional<Secret> clientSecret = given.secret(SignOnKeys.CLIENT_SECRET, SignOnKeys.CLIENT_SECRET_FILE);
        Optional<URI> redirect = given.optional(SignOnKeys.REDIRECT_URI);
        Optional<String> claim = given.optional(SignOnKeys.ROLES_CLAIM);
        RoleMapping roles = new RoleMapping(
                given.optional(SignOnKeys.ADMINISTRATORS).orElse(null),
                given.optional(SignOnKeys.ROLES).orElse(List.of()));
        if (given.isAbsent(SignOnKeys.PROVIDER)) {
            SignOnKeys.ALL.stream()
                    .filter(key -> !given.isAbsent(key))
                    .forEach(key -> given.complain(key, "expected it with " + SignOnKeys.PROVIDER.name()));
            return null;
        }
        if (given.isAbsent(SignOnKeys.CLIENT_SECRET) && given.isAbsent(SignOnKeys.CLIENT_SECRET_FILE)) {
            given.complain(
                    SignOnKeys.CLIENT_SECRET,
                    "expected it or " + SignOnKeys.CLIENT_SECRET_FILE.name() + " with " + SignOnKeys.PROVIDER.name());
        }
        for (Key<?> key : List.of(SignOnKeys.ISSUER, SignOnKeys.CLIENT_ID, SignOnKeys.REDIRECT_URI)) {
            if (given.isAbsent(key)) {
                given.complain(key, "expected it with " + SignOnKeys.PROVIDER.name());
            }
        }
        if (!roles.equals(RoleMapping.NONE) && given.isAbsent(SignOnKeys.ROLES_CLAIM)) {
            given.complain(
                    SignOnKeys.ROLES_CLAIM,
                    "expected it with " + SignOnKeys.ROLES.name() + " or " + SignOnKeys.ADMINISTRATORS.name());
        }
        if (name.isEmpty() || issuer.isEmpty() || clientId.isEmpty() || clientSecret.isEmpty() || redirect.isEmpty()) {
            return null;
        }
        String path = "/api/v1/auth/sso/" + name.get() + "/callback";
        if (!path.equals(redirect.get().getRawPath())) {
            // The cookie of a sign-on goes back to that path alone.
            given.complain(SignOnKeys.REDIRECT_URI, "expected a URL with the path " + path);
        }
        return new Settings.SignOn(
                new ProviderSettings(
                        name.get(),
                        issuer.get(),
                        clientId.get(),
                        clientSecret.get().reveal(),
                        redirect.get(),
                        given.value(SignOnKeys.SCOPES),
                        claim.orElse(null),
                        io.cfguardian.identity.oidc.Transport.HTTPS_OR_LOOPBACK,
                        ProviderSettings.TIMEOUT_DEFAULT),
                roles,
                given.value(SignOnKeys.LINK_BY_EMAIL),
                given.value(SignOnKeys.CREATE_USERS));
    }
}
