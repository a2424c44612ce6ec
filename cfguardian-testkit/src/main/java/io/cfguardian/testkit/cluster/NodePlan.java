package io.cfguardian.testkit.cluster;

import io.cfguardian.testkit.tls.TestAuthority;
import io.cfguardian.tls.MemberFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * What the nodes of one cluster have in common.
 *
 * @param directory below which each has its home
 * @param settings by the names of their variables, before what every node needs
 * @param launcher by a node's number, the words before those that start the program
 * @param authority who certifies the nodes
 * @param password the administrator's
 * @param master the master secret
 */
record NodePlan(
        Path directory,
        Map<String, String> settings,
        IntFunction<List<String>> launcher,
        TestAuthority authority,
        String password,
        String master) {

    private static final String CLUSTER = "test";

    static NodePlan of(Map<String, String> settings, IntFunction<List<String>> launcher) throws IOException {
        return new NodePlan(
                Files.createTempDirectory("cfguardian-cluster"),
                settings,
                launcher,
                TestAuthority.of(CLUSTER),
                newSecret(),
                newSecret());
    }

    /** The same with the secrets of another cluster. */
    NodePlan withSecrets(String otherPassword, String otherMaster) {
        return new NodePlan(directory, settings, launcher, authority, otherPassword, otherMaster);
    }

    static String id(int i) {
        return "node-" + (i + 1);
    }

    /** How a list of members names a node. */
    static String member(int i, int raftPort, int httpPort) {
        return "%s=127.0.0.1:%d/127.0.0.1:%d".formatted(id(i), raftPort, httpPort);
    }

    /** A node that does not run yet. */
    NodeProcess node(int i, int raftPort, int httpPort, Map<String, String> more) throws IOException {
        Path home = Files.createDirectory(directory.resolve(id(i)));
        Map<String, String> own = new TreeMap<>(settings);
        own.putAll(more);
        own.put("CFGUARDIAN_NODE_ID", id(i));
        own.put("CFGUARDIAN_NODE_DATA", home.resolve("data").toString());
        own.put("CFGUARDIAN_CLUSTER_NAME", CLUSTER);
        own.put("CFGUARDIAN_RAFT_PORT", String.valueOf(raftPort));
        own.put("CFGUARDIAN_HTTP_PORT", String.valueOf(httpPort));
        own.putIfAbsent("CFGUARDIAN_SECRETS_MASTER", master);
        own.put("CFGUARDIAN_ADMIN_EMAIL", ProcessCluster.EMAIL);
        own.put("CFGUARDIAN_ADMIN_PASSWORD", password);
        // Nothing is laid aside on a disk that many tests share, unless a test is about that.
        own.putIfAbsent("CFGUARDIAN_NODE_BALLAST", "0B");
        // Cheap and long, and without limits, unless a test is about that.
        own.putIfAbsent("CFGUARDIAN_AUTH_PASSWORD_COST", "10");
        own.putIfAbsent("CFGUARDIAN_AUTH_ACCESS_TOKEN_LIFETIME", "12h");
        own.putIfAbsent("CFGUARDIAN_LIMITS_RATE_ADDRESS", "0");
        own.putIfAbsent("CFGUARDIAN_LIMITS_RATE_LOGIN", "0");
        own.putIfAbsent("CFGUARDIAN_LIMITS_RATE_CREDENTIAL", "0");
        MemberFiles keys =
                TestAuthority.write(home.resolve("tls"), authority.certify(id(i)), authority.certificatePem());
        own.put("CFGUARDIAN_CLUSTER_TLS_CERTIFICATE_FILE", keys.certificate().toString());
        own.put("CFGUARDIAN_CLUSTER_TLS_KEY_FILE", keys.key().toString());
        own.put("CFGUARDIAN_CLUSTER_TLS_CA_FILE", keys.authorities().toString());
        return new NodeProcess(id(i), httpPort, home, own, launcher.apply(i));
    }

    private static String newSecret() {
        SplittableRandom random =
                new SplittableRandom(ThreadLocalRandom.current().nextLong());
        return "T%016x-%016x%016x".formatted(random.nextLong(), random.nextLong(), random.nextLong());
    }
}
