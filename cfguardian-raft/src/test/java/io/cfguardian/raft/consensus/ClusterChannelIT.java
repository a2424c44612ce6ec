package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.CliRequests.GetPeersRequest;
import com.alipay.sofa.jraft.rpc.CliRequests.ResetPeerRequest;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcRequests.PingRequest;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.google.protobuf.Message;
import io.cfguardian.raft.consensus.transport.PlainChannels;
import io.cfguardian.raft.consensus.transport.SecuredOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger who reaches the port of a member can do. */
@Timeout(60)
final class ClusterChannelIT {

    private static final int SOON_MILLIS = 2_000;

    private LocalCluster cluster = new LocalCluster(Path.of(""), 0, UnaryOperator.identity());

    @BeforeEach
    void startMember(@TempDir Path directory) throws Exception {
        cluster = LocalCluster.started(directory, 1, UnaryOperator.identity());
    }

    @AfterEach
    void stopMember() {
        cluster.close();
    }

    private Socket connected(String host) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(SOON_MILLIS);
        socket.connect(new InetSocketAddress(host, cluster.address(0).port()), SOON_MILLIS);
        return socket;
    }

    private Object send(Message request) throws Exception {
        RpcClient client = RpcFactoryHelper.rpcFactory().createRpcClient();
        client.init(new SecuredOptions.OfClient(PlainChannels.PLAIN));
        try {
            Endpoint member =
                    new Endpoint(cluster.address(0).host(), cluster.address(0).port());
            return client.invokeSync(member, request, SOON_MILLIS);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void portIsOpenOnTheMembersOwnAddressOnly() throws IOException {
        try (Socket socket = connected("127.0.0.1")) {
            assertThat(socket.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> connected("127.0.0.2")).isInstanceOf(IOException.class);
    }

    @Test
    void announcedFrameOfAGibibyteClosesTheConnection() throws IOException {
        try (Socket socket = connected("127.0.0.1")) {
            ByteBuffer header = ByteBuffer.allocate(22)
                    .put(new byte[] {1, 1, 0, 1, 1})
                    .putInt(42)
                    .put((byte) 1)
                    .putInt(3_000)
                    .putShort((short) 10)
                    .putShort((short) 0)
                    .putInt(1 << 30);
            socket.getOutputStream().write(header.array());
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void administrationOfJraftIsNotServed() throws Exception {
        // shows that a request in itself passes
        assertThat(send(PingRequest.newBuilder().setSendTimestamp(1).build())).isNotNull();

        assertThatThrownBy(() ->
                        send(GetPeersRequest.newBuilder().setGroupId("test").build()))
                .isInstanceOf(RemotingException.class)
                .isNotInstanceOf(InvokeTimeoutException.class);
        assertThatThrownBy(() -> send(ResetPeerRequest.newBuilder()
                        .setGroupId("test")
                        .setPeerId(cluster.address(0).toString())
                        .addNewPeers("127.0.0.1:1")
                        .build()))
                .isInstanceOf(RemotingException.class);
        cluster.commit(0, "still here");
    }
}
