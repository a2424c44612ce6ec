package io.cfguardian.identity.oidc;

import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What claims say of a person, each bounded and of its type or as good as not there. */
final class Profile {

    private static final int EMAIL_CHARS_MAX = 254;
    private static final int ROLES_MAX = 100;
    private static final int ROLE_CHARS_MAX = 256;

    private Profile() {}

    static @Nullable String email(ClaimsSet claims) {
        boolean usable = claims.getClaim("email") instanceof String email
                && email.length() <= EMAIL_CHARS_MAX
                && email.indexOf('@') > 0
                && email.chars().noneMatch(Character::isISOControl);
        return usable ? (String) claims.getClaim("email") : null;
    }

    /** Nothing but {@code true} itself: some providers write a string, and some of those for every account. */
    static boolean emailVerified(ClaimsSet claims) {
        return Boolean.TRUE.equals(claims.getClaim("email_verified"));
    }

    /** Whether there is such a claim at all. */
    static boolean hasRoles(ClaimsSet claims, String path) {
        return find(claims, path) != null;
    }

    static List<String> roles(ClaimsSet claims, String path) {
        return switch (find(claims, path)) {
            case String one when isRole(one) -> List.of(one);
            case List<?> many ->
                many.stream()
                        .filter(role -> role instanceof String text && isRole(text))
                        .map(String.class::cast)
                        .limit(ROLES_MAX)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static boolean isRole(String text) {
        return !text.isEmpty() && text.length() <= ROLE_CHARS_MAX;
    }

    private static @Nullable Object find(ClaimsSet claims, String path) {
        // A claim may have a slash in its name, as those of some providers do that are URLs.
        @Nullable Object value = claims.getClaim(path);
        if (value != null) {
            return value;
        }
        String[] steps = path.split("/", -1);
        value = claims.getClaim(steps[0]);
        for (int i = 1; i < steps.length && value != null; i++) {
            value = value instanceof Map<?, ?> object ? object.get(steps[i]) : null;
        }
        return value;
    }
}
