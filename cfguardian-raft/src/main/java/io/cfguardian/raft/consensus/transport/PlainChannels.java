package io.cfguardian.raft.consensus.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Connections that anybody on this machine may open, read and write: for trying out. */
public enum PlainChannels implements ChannelSecurity {
    PLAIN;

    @Override
    public List<ChannelHandler> frontOfServer() {
        return List.of(new FrameLimit(FrameLimit.FRAME_BYTES_MAX));
    }

    @Override
    public List<ChannelHandler> frontOfClient() {
        return List.of(new FrameLimit(FrameLimit.FRAME_BYTES_MAX));
    }

    @Override
    public void awaitProof(Channel channel, int millisMax) {}

    @Override
    public Optional<Instant> certificateEnd() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
