package io.cfguardian.identity.webhook;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The receiver, as the operator describes it.
 *
 * @param url where to; it may have a secret in its path or query, so it is shown nowhere
 * @param format one event a message, or many
 * @param bearer the token in {@code Authorization}, null for none; secret
 * @param signing what messages are signed with, null for not at all
 * @param roots the authorities that the receiver's certificate may come from; empty for those that the JDK trusts
 * @param timeout how long one exchange may take in all
 * @param source what the events come from, a URI
 */
public record WebhookSettings(
        URI url,
        Format format,
        @Nullable String bearer,
        @Nullable SigningSecret signing,
        List<X509Certificate> roots,
        Duration timeout,
        String source) {

    /** What a message holds. */
    public enum Format {
        /** One event, as {@code application/cloudevents+json}: every receiver of CloudEvents takes it. */
        SINGLE,
        /** Up to a hundred, as {@code application/cloudevents-batch+json}: not every receiver takes it. */
        BATCH
    }

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/=-]{8,4096}");

    public WebhookSettings {
        checked(url);
        if (bearer != null) {
            checkedBearer(bearer);
        }
        roots = List.copyOf(roots);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("the timeout of a webhook is positive");
        }
    }

    /**
     * The URL, when it is one that can be posted to.
     *
     * @throws IllegalArgumentException when it is not; the message does not show it
     */
    public static URI checked(URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("a webhook's URL is http or https, without user and fragment");
        }
        return url;
    }

    /**
     * The token, when it is one (RFC 6750, section 2.1).
     *
     * @throws IllegalArgumentException when it is not; the message does not show it
     */
    public static String checkedBearer(String token) {
        if (!BEARER.matcher(token).matches()) {
            throw new IllegalArgumentException("a bearer token has 8 to 4096 of A-Z, a-z, 0-9 and ._~+/=-");
        }
        return token;
    }

    /** Whether everybody between here and {@code url} can read along: plain HTTP that leaves this machine. */
    public static boolean isOpen(URI url) {
        return "http".equals(url.getScheme()) && !LOOPBACK.contains(String.valueOf(url.getHost()));
    }

    @Override
    public String toString() {
        return "a webhook to " + url.getHost();
    }
}
