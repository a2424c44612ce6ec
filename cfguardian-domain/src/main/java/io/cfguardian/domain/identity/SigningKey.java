package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.key.SigningKeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key pair that signs access tokens.
 *
 * @param publicKey as SubjectPublicKeyInfo (RFC 5280)
 * @param privateKey as PKCS #8, under the data key
 * @param created log time
 * @param retires when the last token it signed is gone; null while it is the one that signs
 */
public record SigningKey(
        SigningKeyId id,
        Bytes publicKey,
        Sealed privateKey,
        Instant created,
        @Nullable Instant retires) implements Entity {

    @Override
    public EntityKey<SigningKey> key() {
        return EntityKey.of(id);
    }

    /** Whether it signs new tokens. */
    public boolean isCurrent() {
        return retires == null;
    }

    /** This key, signing no more. */
    public SigningKey retire(Instant end) {
        return new SigningKey(id, publicKey, privateKey, created, end);
    }
}
