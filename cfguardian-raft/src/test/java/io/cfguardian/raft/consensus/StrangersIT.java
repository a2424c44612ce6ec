package io.cfguardian.raft.consensus;

import static io.cfguardian.raft.consensus.LocalCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.util.Endpoint;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.raft.consensus.ChannelPolicy.Encrypted;
import io.cfguardian.raft.consensus.Stranger.Impostor;
import io.cfguardian.raft.consensus.transport.ClusterClient;
import io.cfguardian.raft.consensus.transport.ClusterClient.Reply;
import io.cfguardian.raft.consensus.transport.ClusterRequest;
import io.cfguardian.raft.consensus.transport.ClusterRequest.Purpose;
import io.cfguardian.raft.consensus.transport.EncryptedChannels;
import io.cfguardian.testkit.tls.TestAuthority;
import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three members over TLS, and whoever is none of them. */
@Timeout(120)
final class StrangersIT {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final TestAuthority AUTHORITY = TestAuthority.of("test");
    private static final TestAuthority OTHER_AUTHORITY = TestAuthority.of("test");

    @TempDir
    private static Path directory = Path.of("");

    private static LocalCluster cluster = new LocalCluster(directory, 0, settings -> settings);
    private static int commits;

    @BeforeAll
    static void startMembers() throws Exception {
        cluster = LocalCluster.started(directory, 3, settings -> {
            String node = "node-" + settings.self().port();
            MemberFiles files =
                    TestAuthority.write(directory.resolve(node), AUTHORITY.certify(node), AUTHORITY.certificatePem());
            return settings.withChannel(new Encrypted(files, LOOK_EVERY));
        });
    }

    @AfterAll
    static void stopMembers() {
        cluster.close();
    }

    @AfterEach
    void theClusterHasTakenNoHarm() {
        cluster.commit(cluster.aFollower(), "after a stranger " + commits++);
        assertThat(cluster.failures()).isEmpty();
    }

    private static MemberAddress member() {
        return cluster.address(0);
    }

    private static void assertGetsNothing(Stranger stranger) throws IOException {
        assertThat(stranger.answerBytes(member(), Stranger.heartbeat())).isZero();
    }

    @Test
    void aMemberIsAnswered() throws IOException {
        assertThat(Stranger.with(AUTHORITY.certify("node-9")).answerBytes(member(), Stranger.heartbeat()))
                .isPositive();
    }

    @Test
    void plainTextGetsNothing() throws IOException {
        assertThat(Stranger.plainAnswerBytes(member(), Stranger.heartbeat())).isZero();
    }

    @Test
    void whoHasNoCertificateGetsNothing() throws IOException {
        assertGetsNothing(Stranger.with(null));
    }

    @Test
    void aCertificateOfAnotherAuthorityGetsNothing() throws IOException {
        assertGetsNothing(Stranger.with(OTHER_AUTHORITY.certify("node-1")));
    }

    @Test
    void aNodeOfAnotherClusterUnderTheSameAuthorityGetsNothing() throws IOException {
        assertGetsNothing(Stranger.with(AUTHORITY.forCluster("test-2").certify("node-1")));
    }

    @Test
    void anExpiredCertificateGetsNothing() throws IOException {
        assertGetsNothing(Stranger.with(AUTHORITY.certify("node-1", "127.0.0.1", Duration.ofDays(-1))));
    }

    @Test
    void anOlderProtocolIsNotSpoken() throws IOException {
        assertThat(Stranger.with(AUTHORITY.certify("node-9")).answerBytes(member(), Stranger.heartbeat(), "TLSv1.2"))
                .isZero();
    }

    @Test
    void garbageAndHugeFramesInPlainTextGetNothing() throws IOException {
        byte[] garbage = new byte[64 << 10];
        new Random(7).nextBytes(garbage);
        assertThat(Stranger.plainAnswerBytes(member(), garbage)).isZero();
        assertThat(Stranger.plainAnswerBytes(member(), Stranger.frame(1, Integer.MAX_VALUE)))
                .isZero();
        // a TLS record that announces a handshake message of 16 MiB
        byte[] endless = Arrays.copyOf(new byte[] {22, 3, 3, 64, 0, 1, -1, -1, -1}, 5 + (16 << 10));
        assertThat(Stranger.plainAnswerBytes(member(), endless)).isLessThan(64);
    }

    @Test
    void aHugeFrameIsNotTakenFromAMemberEither() throws IOException {
        assertThat(Stranger.with(AUTHORITY.certify("node-9"))
                        .answerBytes(member(), Stranger.frame(1, Integer.MAX_VALUE)))
                .isZero();
    }

    @Test
    void noMemberSpeaksToAnImpostor() throws Exception {
        assertThat(bytesSentTo(AUTHORITY.certify("node-9"))).as("to a member").isPositive();
        assertThat(bytesSentTo(OTHER_AUTHORITY.certify("node-9")))
                .as("of another authority")
                .isZero();
        assertThat(bytesSentTo(AUTHORITY.forCluster("test-2").certify("node-9")))
                .as("of another cluster")
                .isZero();
        assertThat(bytesSentTo(AUTHORITY.certify("node-9", "127.0.0.1", Duration.ofDays(-1))))
                .as("expired")
                .isZero();
        assertThat(bytesSentTo(AUTHORITY.certify("node-9", "127.0.0.9", MONTH)))
                .as("of another address")
                .isZero();
        assertThat(bytesSentTo(AUTHORITY.certify("node-9", "node-9.example.org", MONTH)))
                .as("of another name")
                .isZero();
    }

    private static long bytesSentTo(PemKeyPair shown) throws Exception {
        MemberFiles files = TestAuthority.write(
                directory.resolve("sender"), AUTHORITY.certify("node-8"), AUTHORITY.certificatePem());
        try (EncryptedChannels channels = EncryptedChannels.open("test", "127.0.0.1", 1, files, LOOK_EVERY);
                ClusterClient client = new ClusterClient(channels, 5_000, Runnable::run);
                Impostor impostor = Stranger.with(shown).impostor()) {
            Reply reply = client.send(
                            new Endpoint("127.0.0.1", impostor.address().port()),
                            new ClusterRequest("test", Purpose.ASK, 5_000, new byte[1]))
                    .join();
            assertThat(reply instanceof Reply.NotSent)
                    .as("certainly not sent")
                    .isEqualTo(impostor.receivedBytes() == 0);
            return impostor.receivedBytes();
        }
    }

    @Test
    void aMemberWhomTheOthersWouldRefuseDoesNotStart() throws Exception {
        MemberAddress address = new MemberAddress("127.0.0.1", 17_001);
        for (PemKeyPair unfit : List.of(
                OTHER_AUTHORITY.certify("node-7"),
                AUTHORITY.forCluster("test-2").certify("node-7"),
                AUTHORITY.certify("node-7", "127.0.0.9", MONTH),
                AUTHORITY.certify("node-7", "127.0.0.1", Duration.ofDays(-1)))) {
            MemberFiles files = TestAuthority.write(directory.resolve("unfit"), unfit, AUTHORITY.certificatePem());
            ConsensusSettings settings = ConsensusSettings.of(
                    "test", address, List.of(address), directory.resolve("raft-7"), new Encrypted(files, LOOK_EVERY));
            try (TallyState state = new TallyState(directory.resolve("state-7"))) {
                assertThatThrownBy(() ->
                                ConsensusNode.start(settings, state, failure -> {}, question -> question, Tracer.NONE))
                        .isInstanceOf(ConsensusStartException.class)
                        .hasMessageContaining("would refuse this certificate");
            }
            assertThat(directory.resolve("raft-7")).doesNotExist();
        }
    }

    @Test
    void aThousandHalfOpenConnectionsAreClosedWhileTheClusterWritesAndAMemberReturns() throws Exception {
        int follower = cluster.aFollower();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                MemberAddress target = cluster.address(i % 3);
                socket.connect(new InetSocketAddress(target.host(), target.port()), 10_000);
                if (i % 100 == 0) {
                    cluster.commit(i % 3, "amid " + i);
                }
                if (i == 500) {
                    cluster.stop(follower);
                    cluster.start(follower);
                }
            }
            cluster.commit(follower, "by the member that returned");
            await("every half-open connection is closed", () -> sockets.stream().allMatch(StrangersIT::isClosed));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aMemberWhoseAuthorityIsTakenOffTheListIsCutOff() throws Exception {
        MemberFiles files = TestAuthority.write(
                directory.resolve("changing"),
                AUTHORITY.certify("node-6"),
                AUTHORITY.certificatePem() + OTHER_AUTHORITY.certificatePem());
        try (LocalCluster alone = LocalCluster.started(
                        directory.resolve("alone"),
                        1,
                        settings -> settings.withChannel(new Encrypted(files, Duration.ofMillis(50))));
                Socket socket = Stranger.with(OTHER_AUTHORITY.certify("node-5")).connected(alone.address(0))) {
            assertThat(Stranger.answerBytes(socket, Stranger.heartbeat()))
                    .as("while on the list")
                    .isPositive();
            TestAuthority.write(directory.resolve("changing"), AUTHORITY.certify("node-6"), AUTHORITY.certificatePem());
            CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> readByte(socket));
            assertThat(end)
                    .as("the end of the connection")
                    .succeedsWithin(LocalCluster.PATIENCE)
                    .isEqualTo(-1);
        }
    }

    private static int readByte(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException open) {
            return 0;
        } catch (IOException closed) {
            return -1;
        }
    }
}
