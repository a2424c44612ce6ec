package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;

/**
 * Authenticated encryption of what the state may only hold sealed (AES-256-GCM), and the derivation of keys
 * (HKDF-SHA-256, RFC 5869). Used by many threads.
 *
 * <p>The chain of keys: the {@link MasterSecret} gives a wrapping key; under it one random data key is sealed; under the
 * data key everything else, and other keys are derived from it. A change of the master secret seals one value anew.
 */
public interface Sealing {

    /** The length of a key in bytes. */
    int KEY_BYTES = 32;

    /**
     * Seals {@code plain}, with a random nonce: twice the same gives two different values.
     *
     * @param key {@value #KEY_BYTES} bytes
     * @param purpose what the value is and whose, such as {@code "totp/"} and a user's id; needed again to open it, so that
     *     one sealed value cannot be put in the place of another
     */
    Bytes seal(Bytes key, String purpose, Bytes plain);

    /** Opens what {@link #seal} made of the same key and purpose. */
    Opening open(Bytes key, String purpose, Bytes sealed);

    /**
     * A key for one use, derived from another.
     *
     * @param key at least {@value #KEY_BYTES} bytes of full entropy
     * @param info the use; distinct for distinct uses
     * @param lengthBytes 16 to 64
     */
    Bytes derive(Bytes key, String info, int lengthBytes);

    /** The HMAC-SHA-256 of a message: a digest that only holders of the key can compute. */
    Hash authenticate(Bytes key, Bytes message);

    /** The key that seals the data key, derived from the master secret. */
    Bytes wrappingKey(MasterSecret secret);

    /**
     * Which master secret it is, without telling it: 16 hexadecimal digits, kept beside the sealed data key so that the
     * right one of several is tried.
     */
    String keyId(MasterSecret secret);

    /** What came of opening a sealed value. */
    sealed interface Opening {}

    /** It opened. */
    record Opened(Bytes plain) implements Opening {}

    /** It did not: another key, another purpose, or not what was sealed. Which of them cannot be told. */
    enum Unopenable implements Opening {
        UNOPENABLE
    }
}
