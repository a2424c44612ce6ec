package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes and checks signed tokens: JSON Web Tokens (RFC 7519) signed with ES256, of two kinds that cannot be taken for one
 * another. The issuer and the audiences are the adapter's settings. Used by many threads.
 *
 * <p>A signature is checked once: a token that was found valid is remembered until it expires or its key is withdrawn.
 * What the state says of user and session is the caller's to ask, at every use.
 */
public interface AccessTokenCodec {

    /** A new pair of keys. */
    KeyPair newKeyPair();

    /** Signs a token that opens the API. */
    String sign(AccessClaims claims, SigningKey key);

    /** Signs a token that is good for nothing but to finish a login with the second factor. */
    String sign(ChallengeClaims claims, SigningKey key);

    /** Checks a token that ought to open the API. Any text may be given. */
    Verification<AccessClaims> verifyAccess(String token, TrustedKeys keys, Instant now);

    /** Checks a token that ought to finish a login. Any text may be given. */
    Verification<ChallengeClaims> verifyChallenge(String token, TrustedKeys keys, Instant now);

    /** The public keys as a JSON Web Key Set (RFC 7517), in the order given. */
    Bytes keySet(List<PublicKey> keys);

    /**
     * A new pair of keys on the curve P-256.
     *
     * @param privateKey PKCS #8; secret
     * @param publicKey SubjectPublicKeyInfo (RFC 5280)
     */
    record KeyPair(Bytes privateKey, Bytes publicKey) {}

    /**
     * The key that signs.
     *
     * @param keyId 1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first and last
     * @param privateKey PKCS #8; secret
     */
    record SigningKey(String keyId, Bytes privateKey) {}

    /**
     * A key that others check with.
     *
     * @param keyId 1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first and last
     * @param publicKey SubjectPublicKeyInfo (RFC 5280)
     */
    record PublicKey(String keyId, Bytes publicKey) {}

    /** The keys that are trusted now. Asked at every check, so that a key that is withdrawn counts no more. */
    @FunctionalInterface
    interface TrustedKeys {

        /** The public key as SubjectPublicKeyInfo, empty when {@code keyId} is not or no longer trusted. */
        Optional<Bytes> find(String keyId);
    }
}
