package io.cfguardian.http.tls;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.http.tls.KeySource.PemFiles;
import io.cfguardian.http.tls.KeySource.Pkcs12File;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of a {@link KeySource} held at one moment, however they are replaced: one after the other, by renaming, or
 * by turning a symbolic link to a directory of both, as Kubernetes does with a mounted secret.
 *
 * @param contents the bytes of each file
 */
record KeyFiles(KeySource source, List<Bytes> contents) {

    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int READS_MAX = 5;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    KeyFiles {
        contents = List.copyOf(contents);
    }

    /** Reads the files until they are twice the same, so that a pair is not torn by who replaces it. */
    static KeyFiles read(KeySource source) throws UnusableKeyException {
        KeyFiles before = readOnce(source);
        for (int reads = 1; reads < READS_MAX; reads++) {
            KeyFiles now = readOnce(source);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
        throw new UnusableKeyException("the files of the certificate change faster than they can be read");
    }

    private static KeyFiles readOnce(KeySource source) throws UnusableKeyException {
        return switch (source) {
            case PemFiles(var certificate, var key) ->
                new KeyFiles(source, List.of(content(certificate), content(key)));
            case Pkcs12File(var file, var password) -> new KeyFiles(source, List.of(content(file)));
        };
    }

    private static Bytes content(Path file) throws UnusableKeyException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new UnusableKeyException(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            return Bytes.of(bytes);
        } catch (IOException e) {
            throw new UnusableKeyException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** The key and its certificates in them. */
    ServerKey key() throws UnusableKeyException {
        return switch (source) {
            case PemFiles(var certificate, var key) -> pem(certificate, key);
            case Pkcs12File(var file, var password) -> pkcs12(file, password.toCharArray());
        };
    }

    private ServerKey pem(Path certificate, Path key) throws UnusableKeyException {
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : blocks(contents.getFirst(), certificate, "CERTIFICATE")) {
            try {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (GeneralSecurityException e) {
                throw new UnusableKeyException(certificate + " holds a certificate that cannot be read", e);
            }
        }
        List<byte[]> keys = blocks(contents.getLast(), key, "PRIVATE KEY");
        if (chain.isEmpty()) {
            throw new UnusableKeyException(certificate + " holds no certificate in PEM");
        }
        if (keys.size() != 1) {
            throw new UnusableKeyException(key
                    + " holds no private key in PKCS#8 (BEGIN PRIVATE KEY); \"openssl pkcs8 -topk8 -nocrypt\" makes one"
                    + " of other forms");
        }
        try {
            // A certificate says what kind of key it is for.
            KeyFactory factory =
                    KeyFactory.getInstance(chain.getFirst().getPublicKey().getAlgorithm());
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
            return ServerKey.checked(chain, privateKey, certificate.toString());
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(key + " holds no private key of the kind that the certificate is for", e);
        }
    }

    private static List<byte[]> blocks(Bytes content, Path file, String label) throws UnusableKeyException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = PEM.matcher(new String(content.toByteArray(), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                try {
                    blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                } catch (IllegalArgumentException e) {
                    throw new UnusableKeyException(file + " is not PEM", e);
                }
            }
        }
        return blocks;
    }

    private ServerKey pkcs12(Path file, char[] password) throws UnusableKeyException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(contents.getFirst().toByteArray()), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    return ServerKey.checked(chain, key, file.toString());
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableKeyException(file + " is not a PKCS#12 file, or its password is another", e);
        }
        throw new UnusableKeyException(file + " holds no private key");
    }

    /** The bytes are a secret. */
    @Override
    public String toString() {
        return "KeyFiles[" + source + "]";
    }
}
