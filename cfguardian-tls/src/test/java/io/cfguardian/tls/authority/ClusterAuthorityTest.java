package io.cfguardian.tls.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.MemberIdentity;
import io.cfguardian.tls.MemberKey;
import io.cfguardian.tls.UnusableKeyException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final MemberIdentity NODE = new MemberIdentity("prod", "node-1");
    private static final Path ANY = Path.of("any");

    private final ClusterAuthority authority = ClusterAuthority.create("prod", NOW, YEAR.multipliedBy(10));

    private MemberKey read(PemKeyPair node, String authorities) throws UnusableKeyException {
        return new MemberFiles(ANY, ANY, ANY)
                .parse(List.of(Bytes.utf8(node.certificate()), Bytes.utf8(node.key()), Bytes.utf8(authorities)));
    }

    private X509Certificate certified(String... hosts) throws UnusableKeyException {
        return read(authority.certify(NODE, List.of(hosts), NOW, YEAR), authority.certificatePem())
                .key()
                .chain()
                .getFirst();
    }

    @Test
    void aNodesCertificateSaysWhoItIsAndWhereAndIsSignedByTheAuthority() throws Exception {
        MemberKey key = read(
                authority.certify(NODE, List.of("cfg-1.example.org", "10.0.0.1", "fd00::1"), NOW, YEAR),
                authority.certificatePem());
        X509Certificate node = key.key().chain().getFirst();
        node.verify(key.authorities().getFirst().getPublicKey());
        assertThat(MemberIdentity.of(node)).containsExactly(NODE);
        assertThat(node.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.getLast())
                .containsExactlyInAnyOrder(
                        "cfguardian://prod/node/node-1", "cfg-1.example.org", "10.0.0.1", "fd00:0:0:0:0:0:0:1");
        assertThat(node.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(node.getBasicConstraints()).as("of an end entity").isEqualTo(-1);
        assertThat(node.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(node.getNotBefore()).isBefore(Date.from(NOW));
        assertThat(key.notAfter()).isEqualTo(NOW.plus(YEAR));
    }

    @Test
    void theAuthorityMayCertifyNodesAndNoOtherAuthority() throws Exception {
        X509Certificate itself = read(authority.certify(NODE, List.of("a"), NOW, YEAR), authority.certificatePem())
                .authorities()
                .getFirst();
        assertThat(itself.getBasicConstraints()).as("authorities below it").isZero();
        assertThat(itself.getKeyUsage()[5]).as("signs certificates").isTrue();
        assertThat(itself.getKeyUsage()[0]).as("signs anything else").isFalse();
        assertThat(MemberIdentity.of(itself)).isEmpty();
    }

    @Test
    void anAuthorityFromItsFilesCertifiesTheSame() throws Exception {
        PemKeyPair kept = authority.pem();
        CertifiedKey read =
                new PemFiles(ANY, ANY).parse(List.of(Bytes.utf8(kept.certificate()), Bytes.utf8(kept.key())));
        X509Certificate node = read(
                        ClusterAuthority.of(read).certify(NODE, List.of("a"), NOW, YEAR), authority.certificatePem())
                .key()
                .chain()
                .getFirst();
        node.verify(read.chain().getFirst().getPublicKey());
    }

    @Test
    void noCertificateOutlivesItsAuthority() throws Exception {
        ClusterAuthority ending = ClusterAuthority.create("prod", NOW, Duration.ofDays(3));
        assertThat(read(ending.certify(NODE, List.of("a"), NOW, YEAR), ending.certificatePem())
                        .notAfter())
                .isEqualTo(NOW.plus(Duration.ofDays(3)));
    }

    @Test
    void everyCertificateHasASerialNumberAndAKeyOfItsOwn() throws Exception {
        assertThat(certified("a").getSerialNumber()).isNotEqualTo(certified("a").getSerialNumber());
        assertThat(certified("a").getPublicKey()).isNotEqualTo(certified("a").getPublicKey());
    }

    @Test
    void whatIsNoHostIsRefused() {
        for (String host : List.of("", "a b", "-a", "http://a", "a:1", "*", "1.2.3.4.")) {
            assertThatThrownBy(() -> certified(host)).as(host).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(this::certified).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyDoesNotShow() {
        assertThat(authority.pem().toString()).doesNotContain("PRIVATE", "BEGIN");
    }
}
