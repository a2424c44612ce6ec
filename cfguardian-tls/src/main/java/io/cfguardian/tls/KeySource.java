package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files that hold a certificate and its private key. */
public sealed interface KeySource extends FileSource<CertifiedKey> {

    /**
     * Two files in PEM.
     *
     * @param certificate the server's certificate, then those of the authorities between it and the root
     * @param key its private key as PKCS#8, not encrypted
     */
    record PemFiles(Path certificate, Path key) implements KeySource {

        @Override
        public List<Path> files() {
            return List.of(certificate, key);
        }

        @Override
        public CertifiedKey parse(List<Bytes> contents) throws UnusableKeyException {
            return Pem.key(contents.getFirst(), certificate, contents.getLast(), key);
        }
    }

    /**
     * One PKCS#12 file. The password does not show up in {@code toString}.
     *
     * @param file holds one private key with its certificates
     * @param password of the file and of the key
     */
    record Pkcs12File(Path file, String password) implements KeySource {

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public CertifiedKey parse(List<Bytes> contents) throws UnusableKeyException {
            char[] opened = password.toCharArray();
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(new ByteArrayInputStream(contents.getFirst().toByteArray()), opened);
                for (String alias : Collections.list(store.aliases())) {
                    if (store.getKey(alias, opened) instanceof PrivateKey key) {
                        List<X509Certificate> chain = new ArrayList<>();
                        for (Certificate certificate : store.getCertificateChain(alias)) {
                            chain.add((X509Certificate) certificate);
                        }
                        return CertifiedKey.checked(chain, key, file.toString());
                    }
                }
            } catch (GeneralSecurityException | IOException e) {
                throw new UnusableKeyException(file + " is not a PKCS#12 file, or its password is another", e);
            }
            throw new UnusableKeyException(file + " holds no private key");
        }

        @Override
        public String toString() {
            return "Pkcs12File[" + file + "]";
        }
    }
}
