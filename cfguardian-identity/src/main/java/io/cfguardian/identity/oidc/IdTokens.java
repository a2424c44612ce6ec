package io.cfguardian.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7) with the provider's published keys, which are kept for
 * minutes, asked for again when an unknown one is named, though not often, and kept for hours while they cannot be asked
 * for. Used by many threads.
 */
final class IdTokens {

    /** Signatures that only the provider can make. Not here: none, and HMACs, whose key we have too. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512);

    private static final Duration KEYS_FRESH = Duration.ofMinutes(15);
    private static final Duration KEYS_USABLE = Duration.ofHours(12);
    private static final Duration KEYS_PAUSE = Duration.ofSeconds(10);

    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** A token that answers a code was made for it. */
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    private final ProviderSettings settings;
    private final BoundedFetch fetch;

    private volatile @Nullable Keys keys;

    private record Keys(URI uri, JWKSource<SecurityContext> source) {}

    IdTokens(ProviderSettings settings, BoundedFetch fetch) {
        this.settings = settings;
        this.fetch = fetch;
    }

    /**
     * What the token says.
     *
     * @throws RefusedSignOn when it is not from this provider, for us, for this flow and for now
     * @throws IOException when the provider's keys cannot be had
     */
    IDTokenClaimsSet check(@Nullable JWT token, OIDCProviderMetadata metadata, String nonce, Instant now)
            throws RefusedSignOn, IOException {
        if (!(token instanceof SignedJWT signed)
                || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            throw new RefusedSignOn("the ID token is missing or not signed as it has to be");
        }
        IDTokenValidator validator = new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(ALGORITHMS, source(metadata.getJWKSetURI())),
                null);
        validator.setMaxClockSkew((int) LEEWAY.toSeconds());
        try {
            IDTokenClaimsSet claims = validator.validate(signed, new Nonce(nonce));
            requireForUs(claims);
            requireFresh(claims, now);
            return claims;
        } catch (BadJOSEException e) {
            // Its message may quote the token.
            throw new RefusedSignOn("the ID token is refused: " + e.getClass().getSimpleName());
        } catch (KeySourceException e) {
            throw new IOException("the provider's keys cannot be had", e);
        } catch (JOSEException e) {
            throw new RefusedSignOn(
                    "the ID token cannot be checked: " + e.getClass().getSimpleName());
        }
    }

    /** Points 4 and 5 of the section, which the library leaves to us: of several audiences one is the party meant. */
    private void requireForUs(IDTokenClaimsSet claims) throws RefusedSignOn {
        @Nullable AuthorizedParty party = claims.getAuthorizedParty();
        boolean right = party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(settings.clientId());
        if (!right) {
            throw new RefusedSignOn("the ID token is for another party");
        }
    }

    private static void requireFresh(IDTokenClaimsSet claims, Instant now) throws RefusedSignOn {
        Instant issuedAt = claims.getIssueTime().toInstant();
        if (issuedAt.isBefore(now.minus(AGE_MAX)) || issuedAt.isAfter(now.plus(LEEWAY))) {
            throw new RefusedSignOn("the ID token is not of now");
        }
    }

    private JWKSource<SecurityContext> source(URI uri) throws IOException {
        @Nullable Keys known = keys;
        if (known == null || !known.uri().equals(uri)) {
            // Two at once may each make one; the later stays.
            known = new Keys(
                    uri,
                    JWKSourceBuilder.create(uri.toURL(), fetch)
                            .cache(KEYS_FRESH.toMillis(), settings.timeout().toMillis())
                            .refreshAheadCache(false)
                            .rateLimited(KEYS_PAUSE.toMillis())
                            .outageTolerant(KEYS_USABLE.toMillis())
                            .build());
            keys = known;
        }
        return known.source();
    }
}
