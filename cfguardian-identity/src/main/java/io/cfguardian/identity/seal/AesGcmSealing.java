package io.cfguardian.identity.seal;

import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.port.Sealing;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with random nonces of 96 bits, and HKDF-SHA-256 (RFC 5869). Used by many threads.
 *
 * <p>A sealed value is a format byte, the nonce, the ciphertext and the tag of 128 bits. With random nonces a key is good
 * for four thousand million values; what a cluster seals in its life is some thousands.
 */
public final class AesGcmSealing implements Sealing {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;

    private static final int DERIVED_BYTES_MIN = 16;
    private static final int DERIVED_BYTES_MAX = 64;

    private static final String WRAPPING = "cfguardian wrapping key 1";
    private static final String KEY_ID = "cfguardian master secret id 1";
    private static final int KEY_ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Bytes seal(Bytes key, String purpose, Bytes plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, purpose, nonce).doFinal(plain.toByteArray());
            ByteArrayOutputStream sealed = new ByteArrayOutputStream(HEAD_BYTES + ciphertext.length);
            sealed.write(FORMAT);
            sealed.writeBytes(nonce);
            sealed.writeBytes(ciphertext);
            return Bytes.of(sealed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform seals with AES-GCM", e);
        }
    }

    @Override
    public Opening open(Bytes key, String purpose, Bytes sealed) {
        byte[] content = sealed.toByteArray();
        if (content.length < HEAD_BYTES + TAG_BYTES || content[0] != FORMAT) {
            return Unopenable.UNOPENABLE;
        }
        byte[] nonce = Arrays.copyOfRange(content, 1, HEAD_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, purpose, nonce);
            return new Opened(Bytes.of(cipher.doFinal(content, HEAD_BYTES, content.length - HEAD_BYTES)));
        } catch (GeneralSecurityException e) {
            return Unopenable.UNOPENABLE;
        }
    }

    private static Cipher cipher(int mode, Bytes key, String purpose, byte[] nonce) throws GeneralSecurityException {
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, got " + key.size());
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key.toByteArray(), "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public Bytes derive(Bytes key, String info, int lengthBytes) {
        if (key.size() < KEY_BYTES) {
            throw new IllegalArgumentException("a key to derive from has at least 32 bytes, got " + key.size());
        }
        if (lengthBytes < DERIVED_BYTES_MIN || lengthBytes > DERIVED_BYTES_MAX) {
            throw new IllegalArgumentException("a derived key has 16 to 64 bytes, wanted " + lengthBytes);
        }
        return Bytes.of(hkdf(key.toByteArray(), new byte[0], info.getBytes(StandardCharsets.UTF_8), lengthBytes));
    }

    static byte[] hkdf(byte[] key, byte[] salt, byte[] info, int lengthBytes) {
        try {
            return KDF.getInstance("HKDF-SHA256", "SunJCE")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .addSalt(salt)
                            .thenExpand(info, lengthBytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
        }
    }

    @Override
    public Hash authenticate(Bytes key, Bytes message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toByteArray(), "HmacSHA256"));
            mac.update(message.asByteBuffer());
            return Hash.of(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public Bytes wrappingKey(MasterSecret secret) {
        return derive(secret.content(), WRAPPING, KEY_BYTES);
    }

    @Override
    public String keyId(MasterSecret secret) {
        byte[] id = derive(secret.content(), KEY_ID, DERIVED_BYTES_MIN).toByteArray();
        return HexFormat.of().formatHex(id, 0, KEY_ID_BYTES);
    }
}
