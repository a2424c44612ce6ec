package io.cfguardian.tls.authority;

/**
 * A certificate and its private key as PEM. The key does not show up in {@code toString}.
 *
 * @param certificate one certificate
 * @param key PKCS#8, not encrypted
 */
public record PemKeyPair(String certificate, String key) {

    @Override
    public String toString() {
        return "PemKeyPair[]";
    }
}
