package io.cfguardian.raft.consensus.transport;

import com.alipay.remoting.ExtendedNettyChannelHandler;
import com.alipay.remoting.config.BoltServerOption;
import com.alipay.sofa.jraft.rpc.ProtobufMsgFactory;
import com.alipay.sofa.jraft.rpc.RaftRpcFactory;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.BoltRaftRpcFactory;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import com.alipay.sofa.jraft.util.SPI;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the servers and clients through which members talk. JRaft finds it as a service and keeps one for the whole JVM; its own
 * default binds every interface and bounds nothing, so {@link #requireActive()} makes sure at the start that this one is used.
 */
@SPI(priority = 200)
public final class ClusterRpcFactory extends BoltRaftRpcFactory {

    /** Called by JRaft, once per JVM, and so also where this JVM's serializers are set. */
    public ClusterRpcFactory() {
        TextOnlySerializer.install();
        ClusterMessageSerializer.install();
    }

    /**
     * Prepares the channel in this JVM, before anything is sent.
     *
     * @throws IllegalStateException if JRaft uses another factory, which would be an open port without bounds
     */
    public static void requireActive() {
        RaftRpcFactory active = RpcFactoryHelper.rpcFactory();
        if (!(active instanceof ClusterRpcFactory)) {
            throw new IllegalStateException("the cluster channel is made by "
                    + active.getClass().getName() + ", expected " + ClusterRpcFactory.class.getName()
                    + ": was META-INF/services lost when the program was packed?");
        }
        active.ensurePipeline();
        ProtobufMsgFactory.load();
    }

    /** A server on its own address, which speaks as {@code security} says. */
    static RpcServer server(Endpoint endpoint, ChannelSecurity security) {
        com.alipay.remoting.rpc.RpcServer bolt =
                new com.alipay.remoting.rpc.RpcServer(endpoint.getIp(), endpoint.getPort(), true);
        AcceptedChannels accepted = new AcceptedChannels();
        bolt.option(
                BoltServerOption.EXTENDED_NETTY_CHANNEL_HANDLER,
                new Front(() -> Stream.concat(Stream.of(accepted.handler()), security.frontOfServer().stream())
                        .toList()));
        return new BoltRpcServer(bolt) {
            @Override
            public void shutdown() {
                super.shutdown();
                accepted.close();
            }
        };
    }

    /** JRaft's own way to a server, which knows nothing of security: never taken. */
    @Override
    public RpcServer createRpcServer(Endpoint endpoint, @Nullable ConfigHelper<RpcServer> helper) {
        throw new IllegalStateException("a member's server is made by ClusterServer");
    }

    /** A client that is told how to speak by the options of its {@code init}. */
    @Override
    public RpcClient createRpcClient(@Nullable ConfigHelper<RpcClient> helper) {
        RpcClient client = new ObservedRpcClient(new com.alipay.remoting.rpc.RpcClient());
        if (helper != null) {
            helper.config(client);
        }
        return client;
    }

    /**
     * What stands before Bolt's decoder on every channel.
     *
     * @param handlers makes those of one channel
     */
    record Front(Supplier<List<ChannelHandler>> handlers) implements ExtendedNettyChannelHandler {
        @Override
        public List<ChannelHandler> frontChannelHandlers() {
            return handlers.get();
        }

        @Override
        public List<ChannelHandler> backChannelHandlers() {
            return List.of();
        }
    }
}
