package io.cfguardian.identity.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the provider says of itself (OpenID Connect Discovery 1.0), asked again every hour. While it cannot be asked, what
 * it said last counts for a day, and nobody waits for it more than once in some seconds. Used by many threads.
 */
final class Discovery {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final URI issuer;
    private final BoundedFetch fetch;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();

    private volatile @Nullable Said said;
    private volatile @Nullable Silence silence;

    private record Said(OIDCProviderMetadata metadata, long atNanos) {}

    private record Silence(IOException reason, long atNanos) {}

    /** @param nanos a clock as {@link System#nanoTime} */
    Discovery(URI issuer, BoundedFetch fetch, LongSupplier nanos) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.nanos = nanos;
    }

    /**
     * The provider's metadata.
     *
     * @throws IOException when it cannot be asked, or says it is another
     */
    OIDCProviderMetadata metadata() throws IOException {
        @Nullable Said known = said;
        if (known != null && isWithin(known.atNanos(), FRESH)) {
            return known.metadata();
        }
        asking.lock();
        try {
            return metadataAfterAsking();
        } finally {
            asking.unlock();
        }
    }

    private OIDCProviderMetadata metadataAfterAsking() throws IOException {
        @Nullable Said known = said;
        if (known != null && isWithin(known.atNanos(), FRESH)) {
            return known.metadata();
        }
        @Nullable Silence recent = silence;
        if (recent == null || !isWithin(recent.atNanos(), PAUSE)) {
            try {
                Said now = new Said(ask(), nanos.getAsLong());
                said = now;
                silence = null;
                return now.metadata();
            } catch (IOException e) {
                recent = new Silence(e, nanos.getAsLong());
                silence = recent;
            }
        }
        if (known != null && isWithin(known.atNanos(), USABLE)) {
            return known.metadata();
        }
        throw new IOException(
                "the provider's metadata cannot be had: " + recent.reason().getMessage(), recent.reason());
    }

    private OIDCProviderMetadata ask() throws IOException {
        String base = issuer.toString();
        String separator = base.endsWith("/") ? "" : "/";
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(
                    fetch.document(URI.create(base + separator + ".well-known/openid-configuration")));
        } catch (ParseException e) {
            throw new IOException("it is not understood", e);
        }
        // Compared to the letter (OpenID Connect Discovery 1.0, section 4.3).
        if (!base.equals(metadata.getIssuer().getValue())) {
            throw new IOException("it is another issuer's");
        }
        if (metadata.getAuthorizationEndpointURI() == null
                || metadata.getTokenEndpointURI() == null
                || metadata.getJWKSetURI() == null) {
            throw new IOException("it lacks an endpoint");
        }
        return metadata;
    }

    private boolean isWithin(long atNanos, Duration age) {
        return nanos.getAsLong() - atNanos < age.toNanos();
    }
}
