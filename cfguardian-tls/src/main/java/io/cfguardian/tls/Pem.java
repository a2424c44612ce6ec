package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM (RFC 7468). The path of a file is for messages alone. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(Bytes content, Path file) throws UnusableKeyException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : blocks(content, file, "CERTIFICATE")) {
            try {
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (GeneralSecurityException e) {
                throw new UnusableKeyException(file + " holds a certificate that cannot be read", e);
            }
        }
        if (certificates.isEmpty()) {
            throw new UnusableKeyException(file + " holds no certificate in PEM");
        }
        return certificates;
    }

    /** The certificates of one file with the private key of another, which is that of the first. */
    static CertifiedKey key(Bytes certificateContent, Path certificate, Bytes keyContent, Path key)
            throws UnusableKeyException {
        List<X509Certificate> chain = certificates(certificateContent, certificate);
        List<byte[]> keys = blocks(keyContent, key, "PRIVATE KEY");
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
            return CertifiedKey.checked(chain, privateKey, certificate.toString());
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(key + " holds no private key of the kind that the certificate is for", e);
        }
    }

    private static List<byte[]> blocks(Bytes content, Path file, String label) throws UnusableKeyException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(content.toByteArray(), StandardCharsets.ISO_8859_1));
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
}
