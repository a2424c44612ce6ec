package io.cfguardian.tls.authority;

import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.MemberIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certifies the nodes of a cluster. Keys are on the curve P-256, signatures ECDSA with SHA-256; a certificate is good for a moment
 * before it was made, since clocks differ. Immutable and thread-safe.
 */
public final class ClusterAuthority {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
    private static final int SERIAL_BITS = 127;
    private static final Pattern DNS_NAME = Pattern.compile(
            "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final SecureRandom random;

    private ClusterAuthority(X509Certificate certificate, PrivateKey key, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.random = random;
    }

    /** A new authority, certified by itself. */
    public static ClusterAuthority create(String cluster, Instant now, Duration validity) {
        SecureRandom random = new SecureRandom();
        try {
            KeyPair pair = newPair(random);
            X500Name name = name(cluster + " nodes", cluster);
            X509v3CertificateBuilder builder = builder(name, name, now, now.plus(validity), pair.getPublic(), random)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new ClusterAuthority(signed(builder, pair.getPrivate()), pair.getPrivate(), random);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK can make a P-256 certificate", e);
        }
    }

    /** An authority that was made before, from its files. */
    public static ClusterAuthority of(CertifiedKey made) {
        return new ClusterAuthority(made.chain().getFirst(), made.key(), new SecureRandom());
    }

    /**
     * A new key for a node, certified. Never beyond the authority's own end.
     *
     * @param hosts where the others reach it: DNS names and IP literals, at least one
     * @throws IllegalArgumentException when a host is neither
     */
    public PemKeyPair certify(MemberIdentity identity, List<String> hosts, Instant now, Duration validity) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a node without a host");
        }
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri()));
        hosts.forEach(host -> names.add(hostName(host)));
        Instant authorityEnd = certificate.getNotAfter().toInstant();
        Instant end = now.plus(validity);
        try {
            KeyPair pair = newPair(random);
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(
                            X500Name.getInstance(
                                    certificate.getSubjectX500Principal().getEncoded()),
                            name(identity.node(), identity.cluster()),
                            now,
                            end.isAfter(authorityEnd) ? authorityEnd : end,
                            pair.getPublic(),
                            random)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(GeneralName[]::new)))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return pem(signed(builder, key), pair.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK can make a P-256 certificate", e);
        }
    }

    /** The authority itself, to be kept. */
    public PemKeyPair pem() {
        return pem(certificate, key);
    }

    /** The authority's certificate as PEM, which every node knows the others by. */
    public String certificatePem() {
        return pem().certificate();
    }

    private static KeyPair newPair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X500Name name(String commonName, String organization) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralName hostName(String host) {
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            return new GeneralName(GeneralName.iPAddress, literal.getHostAddress());
        } catch (IllegalArgumentException noLiteral) {
            if (!DNS_NAME.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "host \"" + host + "\", expected a DNS name or an IP address", noLiteral);
            }
            return new GeneralName(GeneralName.dNSName, host);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, Instant from, Instant to, PublicKey key, SecureRandom random) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(from.minus(CLOCKS_DIFFER)),
                Date.from(to),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer)
            throws GeneralSecurityException, IOException {
        try {
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static PemKeyPair pem(X509Certificate certificate, PrivateKey key) {
        try {
            return new PemKeyPair(pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
