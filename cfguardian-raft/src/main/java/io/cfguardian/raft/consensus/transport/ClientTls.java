package io.cfguardian.raft.consensus.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Function;

/**
 * Puts the TLS handler in its own place as soon as it is known whom the connection is to, because that name is what the certificate is
 * held against. One per channel.
 */
final class ClientTls extends ChannelOutboundHandlerAdapter {

    private final Function<InetSocketAddress, SslHandler> opener;

    ClientTls(Function<InetSocketAddress, SslHandler> opener) {
        this.opener = opener;
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        if (!(remote instanceof InetSocketAddress address)) {
            throw new IllegalArgumentException("members have internet addresses, got " + remote);
        }
        SslHandler tls = opener.apply(address);
        context.pipeline().replace(this, SslHandler.class.getName(), tls);
        var unused = context.pipeline().context(tls).connect(remote, local, promise);
    }
}
