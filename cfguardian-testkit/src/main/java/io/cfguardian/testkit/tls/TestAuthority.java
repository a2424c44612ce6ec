package io.cfguardian.testkit.tls;

import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.MemberIdentity;
import io.cfguardian.tls.authority.ClusterAuthority;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An authority whose certificates tests put where they like. Thread-safe. */
public final class TestAuthority {

    private static final Duration VALIDITY = Duration.ofDays(30);

    private final String cluster;
    private final ClusterAuthority authority;

    private TestAuthority(String cluster, ClusterAuthority authority) {
        this.cluster = cluster;
        this.authority = authority;
    }

    /** A new one, which certifies for one cluster. */
    public static TestAuthority of(String cluster) {
        return new TestAuthority(cluster, ClusterAuthority.create(cluster, Instant.now(), VALIDITY));
    }

    /** The same authority, certifying for another cluster. */
    public TestAuthority forCluster(String other) {
        return new TestAuthority(other, authority);
    }

    /** Its certificate as PEM. */
    public String certificatePem() {
        return authority.certificatePem();
    }

    /** A certificate for a node on 127.0.0.1, which ends in a month. */
    public PemKeyPair certify(String node) {
        return certify(node, "127.0.0.1", VALIDITY);
    }

    /**
     * A certificate for a node.
     *
     * @param host its only one
     * @param validity from now on; a negative one has ended already
     */
    public PemKeyPair certify(String node, String host, Duration validity) {
        Instant now =
                validity.isNegative() ? Instant.now().minus(Duration.ofHours(1)).plus(validity) : Instant.now();
        Duration lasting = validity.isNegative() ? Duration.ofHours(1) : validity;
        return authority.certify(new MemberIdentity(cluster, node), List.of(host), now, lasting);
    }

    /** Where {@link #write} puts a node's files in a directory. */
    public static MemberFiles files(Path directory) {
        return new MemberFiles(
                directory.resolve("node.crt"), directory.resolve("node.key"), directory.resolve("authorities.crt"));
    }

    /** Puts a node's files in a directory, over what is there; each is replaced at once. */
    public static MemberFiles write(Path directory, PemKeyPair node, String authorities) {
        MemberFiles files = files(directory);
        try {
            Files.createDirectories(directory);
            replace(files.certificate(), node.certificate());
            replace(files.key(), node.key());
            replace(files.authorities(), authorities);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
