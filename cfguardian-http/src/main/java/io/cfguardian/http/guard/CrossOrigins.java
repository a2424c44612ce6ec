package io.cfguardian.http.guard;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The origins whose pages may read this node's answers (CORS). Compared whole, as browsers send them: no pattern, no
 * {@code null}, and no credentials but those that a script adds itself.
 *
 * @param origins {@code scheme://host} or {@code scheme://host:port}, in lower case, the scheme's own port left out; none
 *     means that there is no CORS
 */
public record CrossOrigins(Set<String> origins) {

    /** No page of another origin reads anything. */
    public static final CrossOrigins NONE = new CrossOrigins(Set.of());

    /** The headers that a page may send beside those that any page may. */
    public static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id, traceparent";

    /** The headers that a page may read beside those that any page may. */
    public static final String ANSWER_HEADERS =
            "Cfg-Revision, ETag, Idempotency-Replayed, Location, RateLimit, RateLimit-Policy,"
                    + " Retry-After, WWW-Authenticate, X-Request-Id";

    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    public CrossOrigins {
        origins = Set.copyOf(origins);
        origins.forEach(CrossOrigins::checked);
    }

    /**
     * The text, when it is an origin as browsers write it.
     *
     * @throws IllegalArgumentException when it is not, {@code *} and {@code null} among others
     */
    public static String checked(String text) {
        boolean redundant = text.startsWith("http://") ? text.endsWith(":80") : text.endsWith(":443");
        if (!ORIGIN.matcher(text).matches() || redundant) {
            throw new IllegalArgumentException("not an origin: " + text);
        }
        return text;
    }

    /** Whether any page is let in, so that answers differ by origin. */
    public boolean isOn() {
        return !origins.isEmpty();
    }

    /** Whether pages of {@code origin} are let in. */
    public boolean permit(String origin) {
        return origins.contains(origin);
    }
}
