package io.cfguardian.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate and the key that belongs to it. The key does not show up in {@code toString}.
 *
 * @param chain the key's own certificate first, at least one
 */
public record CertifiedKey(List<X509Certificate> chain, PrivateKey key) implements Expiring {

    private static final String ALIAS = "key";

    /** The key store lives in memory alone, where the key lies open beside it. */
    private static final String PASSWORD = "in-memory";

    public CertifiedKey {
        chain = List.copyOf(chain);
    }

    /** A key and its certificates, which {@code origin} holds. */
    static CertifiedKey checked(List<X509Certificate> chain, PrivateKey key, String origin)
            throws UnusableKeyException {
        if (chain.isEmpty()) {
            throw new UnusableKeyException(origin + " holds no certificate");
        }
        try {
            if (!isPair(key, chain.getFirst().getPublicKey())) {
                throw new UnusableKeyException(
                        "the first certificate of " + origin + " is not that of the private key");
            }
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(
                    "the private key is not of the kind that the first certificate of " + origin + " has", e);
        }
        return new CertifiedKey(chain, key);
    }

    private static boolean isPair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> certified.getAlgorithm();
        };
        byte[] probe = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(probe);
        return signature.verify(signed);
    }

    /** When the certificate ends. */
    @Override
    public Instant notAfter() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** A key store in memory with this key alone, under {@link #keyStorePassword()}. */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("a key store in memory takes any key", e);
        }
    }

    /** Of every {@link #keyStore()}; no secret, since the key lies open beside it. */
    public static String keyStorePassword() {
        return PASSWORD;
    }

    @Override
    public String toString() {
        return "CertifiedKey[" + chain.getFirst().getSubjectX500Principal() + ", until " + notAfter() + "]";
    }
}
