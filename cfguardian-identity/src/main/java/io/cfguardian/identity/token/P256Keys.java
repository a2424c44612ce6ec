package io.cfguardian.identity.token;

import io.cfguardian.domain.bytes.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Keys on the curve P-256 (FIPS 186-5; also secp256r1) and their encodings. */
final class P256Keys {

    /** The order of the curve's base point. */
    static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final int COORDINATE_BYTES = 32;

    private P256Keys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    static ECPublicKey publicKey(Bytes encoded) {
        try {
            return onCurve((ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here cannot be read", e);
        }
    }

    static ECPrivateKey privateKey(Bytes encoded) {
        try {
            return onCurve((ECPrivateKey)
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here cannot be read", e);
        }
    }

    private static <K extends ECKey> K onCurve(K key) {
        if (!key.getParams().getOrder().equals(ORDER)) {
            throw new IllegalStateException("a key that was made here is not on P-256");
        }
        return key;
    }

    /** A coordinate as RFC 7518, section 6.2.1.2, writes it: 32 bytes, whatever its value. */
    static String coordinate(BigInteger coordinate) {
        byte[] signed = coordinate.toByteArray();
        byte[] unsigned = signed.length > COORDINATE_BYTES
                ? Arrays.copyOfRange(signed, signed.length - COORDINATE_BYTES, signed.length)
                : new byte[COORDINATE_BYTES];
        if (signed.length <= COORDINATE_BYTES) {
            System.arraycopy(signed, 0, unsigned, COORDINATE_BYTES - signed.length, signed.length);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
