package io.cfguardian.raft.consensus.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;

/**
 * The connections that one server has accepted. Bolt closes those that it knows when a server stops; one that is accepted at that moment
 * would stay, and whoever holds it would go on asking a server that refuses everything.
 */
final class AcceptedChannels {

    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /** The handler that a new connection is known by. */
    ChannelHandler handler() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                open.add(context.channel());
            }
        };
    }

    /** Closes all, and from now on each new one at once. */
    void close() {
        open.close().awaitUninterruptibly();
    }
}
