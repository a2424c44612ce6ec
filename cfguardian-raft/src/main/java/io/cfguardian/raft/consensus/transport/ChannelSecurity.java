package io.cfguardian.raft.consensus.transport;

import com.alipay.sofa.jraft.error.RemotingException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What stands between the network and Bolt on one member's connections. Thread-safe. */
public sealed interface ChannelSecurity extends AutoCloseable permits PlainChannels, EncryptedChannels {

    /** New handlers for a connection that was accepted, outermost first. */
    List<ChannelHandler> frontOfServer();

    /** New handlers for a connection that will be opened, outermost first. */
    List<ChannelHandler> frontOfClient();

    /**
     * Waits until the other side of an opened connection has proved who it is.
     *
     * @throws RemotingException if it has not, or not in time
     */
    void awaitProof(Channel channel, int millisMax) throws RemotingException, InterruptedException;

    /** When the certificate ends by which others know this member; empty where there is none. */
    Optional<Instant> certificateEnd();

    @Override
    void close();
}
