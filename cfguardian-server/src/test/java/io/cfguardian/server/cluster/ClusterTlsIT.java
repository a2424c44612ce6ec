package io.cfguardian.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.cluster.ClusterExtension;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.WriteLoad;
import io.cfguardian.testkit.tls.TestAuthority;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What three processes keep up while their keys change, and while somebody fills their ports. */
final class ClusterTlsIT {

    private static final int CLIENTS = 4;
    private static final int WRITES_EACH = 250;
    private static final int STRANGERS = 1_000;
    private static final Duration LOAD_MAX = Duration.ofMinutes(3);
    private static final String TAKEN = "took a new certificate for nodes";

    @RegisterExtension
    static final ClusterExtension CLUSTER =
            ClusterExtension.of(3, Map.of("CFGUARDIAN_CLUSTER_TLS_RELOAD_INTERVAL", "1s"));

    @Test
    void authorityAndKeysAreReplacedUnderLoadWithoutALostWrite() {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "rotation");
        String old = cluster.authority().certificatePem();
        TestAuthority next = TestAuthority.of("test");
        List<PemKeyPair> oldKeys = keys(cluster.authority());
        List<PemKeyPair> newKeys = keys(next);
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("load."), CLUSTER.acknowledged(), CLIENTS, WRITES_EACH)) {
            replace(cluster, oldKeys, old + next.certificatePem());
            replace(cluster, newKeys, old + next.certificatePem());
            replace(cluster, newKeys, next.certificatePem());
            await("all writes").atMost(LOAD_MAX).until(load::isDone);

            assertThat(load.count()).isEqualTo(CLIENTS * WRITES_EACH);
            cluster.clients().forEach(load::assertValues);
        }
        cluster.awaitLeader();
    }

    /** One node after the other, as an operator does. */
    private static void replace(ProcessCluster cluster, List<PemKeyPair> keys, String authorities) {
        for (int i = 0; i < cluster.size(); i++) {
            int node = i;
            long before = taken(cluster, node);
            TestAuthority.write(cluster.tlsDirectory(node), keys.get(node), authorities);
            await("new files taken").atMost(ProcessCluster.PATIENCE).until(() -> taken(cluster, node) > before);
        }
    }

    private static List<PemKeyPair> keys(TestAuthority authority) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(i -> authority.certify("node-" + i))
                .toList();
    }

    private static long taken(ProcessCluster cluster, int node) {
        return cluster.log(node).lines().filter(line -> line.contains(TAKEN)).count();
    }

    @Test
    void portsFullOfSilentStrangersHoldUpNobody() throws IOException {
        ProcessCluster cluster = CLUSTER.cluster();
        Workspace workspace = Workspace.create(cluster.client(0), "strangers");
        List<Socket> sockets = new ArrayList<>();
        try (WriteLoad load = WriteLoad.start(
                cluster.clients(), workspace.config("amid-strangers."), CLUSTER.acknowledged(), CLIENTS, WRITES_EACH)) {
            for (int i = 0; i < STRANGERS; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), cluster.raftPort(i % cluster.size())),
                        10_000);
            }
            await("all writes").atMost(LOAD_MAX).until(load::isDone);
            assertThat(load.count()).isEqualTo(CLIENTS * WRITES_EACH);
            cluster.clients().forEach(load::assertValues);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
