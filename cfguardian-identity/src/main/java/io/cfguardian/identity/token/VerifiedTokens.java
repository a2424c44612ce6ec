package io.cfguardian.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec.TrustedKeys;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.identity.port.Verification.Expired;
import io.cfguardian.app.identity.port.Verification.Valid;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that were found valid, by their SHA-256, until they expire. What was refused is not remembered: anybody
 * can make up any number of those. Used by many threads.
 */
final class VerifiedTokens {

    /** A token and the key that it was checked with. */
    private record Checked(AccessClaims claims, String keyId, Bytes publicKey, Duration life) {}

    private final Cache<Hash, Checked> checked;

    VerifiedTokens(long rememberedMax) {
        this.checked = Caffeine.newBuilder()
                .maximumSize(rememberedMax)
                .expireAfter(Expiry.<Hash, Checked>creating((token, found) -> found.life()))
                .build();
    }

    void remember(Hash token, Valid<AccessClaims> valid, Bytes publicKey, Instant now) {
        Duration life = Duration.between(now, valid.claims().expiresAt());
        checked.put(token, new Checked(valid.claims(), valid.keyId(), publicKey, life));
    }

    /**
     * What was found of {@code token}; empty when it has to be checked. A token whose key is not trusted any more is
     * forgotten.
     */
    Optional<Verification<AccessClaims>> find(Hash token, TrustedKeys keys, Instant now) {
        @Nullable Checked found = checked.getIfPresent(token);
        if (found == null) {
            return Optional.empty();
        }
        if (!keys.find(found.keyId()).filter(found.publicKey()::equals).isPresent()) {
            checked.invalidate(token);
            return Optional.empty();
        }
        return Optional.of(
                now.isBefore(found.claims().expiresAt())
                        ? new Valid<>(found.claims(), found.keyId())
                        : new Expired<>());
    }
}
