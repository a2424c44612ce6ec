package io.cfguardian.http.tls;

import java.nio.file.Path;

/** Files that hold a certificate and its private key. */
public sealed interface KeySource {

    /**
     * Two files in PEM.
     *
     * @param certificate the server's certificate, then those of the authorities between it and the root
     * @param key its private key as PKCS#8, not encrypted
     */
    record PemFiles(Path certificate, Path key) implements KeySource {}

    /**
     * One PKCS#12 file. The password does not show up in {@code toString}.
     *
     * @param file holds one private key with its certificates
     * @param password of the file and of the key
     */
    record Pkcs12File(Path file, String password) implements KeySource {

        @Override
        public String toString() {
            return "Pkcs12File[" + file + "]";
        }
    }
}
