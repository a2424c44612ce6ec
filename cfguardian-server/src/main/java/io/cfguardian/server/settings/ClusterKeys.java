package io.cfguardian.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about the cluster and how its nodes talk; parts of {@link Keys#ALL}. */
final class ClusterKeys {

    static final Key<String> CLUSTER_NAME = new Key<>(
            "cluster.name",
            Kind.matching(
                    "text",
                    Pattern.compile("[a-z]([a-z0-9-]{0,62}[a-z0-9])?"),
                    "1 to 64 characters of a-z, 0-9 and inner hyphens, the first a letter"),
            "cfguardian",
            "The cluster's name, the same on every node. Nodes of different names do not talk.");
    static final Key<List<Member>> CLUSTER_MEMBERS = new Key<>(
            "cluster.members",
            Kind.members(),
            null,
            "The nodes that a new cluster begins with, this one included, the same list on every node. Without it the node is a cluster of one. Nodes that came later are part of the cluster's state, and need not be here.");
    static final Key<Boolean> CLUSTER_JOIN = new Key<>(
            "cluster.join",
            Kind.flag(),
            "false",
            "A node without data begins no cluster, but waits until the cluster adds it (POST /api/v1/cluster/members). It has no effect once there is data.");
    static final Key<Path> CLUSTER_TLS_CERTIFICATE_FILE = new Key<>(
            "cluster.tls.certificate-file",
            Kind.path(),
            null,
            "This node's certificate in PEM, with those between it and the root. It names the cluster, the node and the host of raft.host; cfguardian certs makes such ones.");
    static final Key<Path> CLUSTER_TLS_KEY_FILE = new Key<>(
            "cluster.tls.key-file",
            Kind.path(),
            null,
            "The certificate's private key in PEM, as PKCS#8 and not encrypted.");
    static final Key<Path> CLUSTER_TLS_CA_FILE = new Key<>(
            "cluster.tls.ca-file",
            Kind.path(),
            null,
            "The certificates in PEM of the authorities whose nodes this one talks to. Keep them for nodes alone.");
    static final Key<Duration> CLUSTER_TLS_RELOAD_INTERVAL = new Key<>(
            "cluster.tls.reload-interval",
            Kind.duration("1s", "1h"),
            "10s",
            "How often the three files are looked at. New ones are taken without a restart; such that other nodes would refuse are logged, and the old ones stay.");
    static final Key<Boolean> CLUSTER_PLAINTEXT = new Key<>(
            "cluster.plaintext",
            Kind.flag(),
            "false",
            "Lets the nodes of a cluster on loopback talk without encryption, in place of cluster.tls.*. Whoever works on the machine then owns the cluster: for trying out.");
    static final Key<String> RAFT_HOST = new Key<>(
            "raft.host",
            Kind.memberHost(),
            "127.0.0.1",
            "The address to listen on for the other nodes, as cluster.members has it. Nothing is open on other interfaces.");
    static final Key<Integer> RAFT_PORT = new Key<>(
            "raft.port",
            Kind.integer(1, 65_534),
            "7400",
            "The port to listen on for the other nodes, as cluster.members has it.");
    static final Key<Duration> RAFT_ELECTION_TIMEOUT = new Key<>(
            "raft.election-timeout",
            Kind.duration("100ms", "60s"),
            "1s",
            "A node that has not heard of the leader for so long asks to be elected; sooner when the leader's process has ended. 3s to 5s suit nodes in different zones and slow disks.");
    static final Key<Duration> RAFT_SNAPSHOT_INTERVAL = new Key<>(
            "raft.snapshot-interval",
            Kind.duration("10s", "20d"),
            "30m",
            "The time between two snapshots, after each of which older log is dropped.");
    static final Key<Long> RAFT_SNAPSHOT_LOG_BYTES = new Key<>(
            "raft.snapshot-log-bytes",
            Kind.bytes("64KiB", "64GiB"),
            "256MiB",
            "A snapshot is also taken after so much log, which bounds what a restart replays.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            CLUSTER_NAME,
            CLUSTER_MEMBERS,
            CLUSTER_JOIN,
            CLUSTER_TLS_CERTIFICATE_FILE,
            CLUSTER_TLS_KEY_FILE,
            CLUSTER_TLS_CA_FILE,
            CLUSTER_TLS_RELOAD_INTERVAL,
            CLUSTER_PLAINTEXT,
            RAFT_HOST,
            RAFT_PORT,
            RAFT_ELECTION_TIMEOUT,
            RAFT_SNAPSHOT_INTERVAL,
            RAFT_SNAPSHOT_LOG_BYTES);

    private ClusterKeys() {}
}
