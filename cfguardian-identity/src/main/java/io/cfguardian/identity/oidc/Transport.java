package io.cfguardian.identity.oidc;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be spoken with a provider. */
public enum Transport {
    /** HTTPS. */
    HTTPS,

    /** HTTPS, and plain HTTP with this machine itself: for trying things out. */
    HTTPS_OR_LOOPBACK;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    boolean allows(URI uri) {
        @Nullable String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return switch (this) {
            case HTTPS -> "https".equals(uri.getScheme());
            case HTTPS_OR_LOOPBACK ->
                "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host));
        };
    }
}
