package io.cfguardian.raft.consensus.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Stands behind the TLS handler and hears how its handshake went. Closes the channel on any failure of TLS, and keeps such failures
 * from the handlers behind it, which would log each. One per channel, used by the channel's event loop alone.
 */
final class Proof extends ChannelInboundHandlerAdapter {

    private final Listener listener;
    private boolean over;

    Proof(Listener listener) {
        this.listener = listener;
    }

    /** Is told of one connection, by its event loop. */
    interface Listener {

        /** It is there, and has shown nothing. */
        void begun(Channel channel);

        /** Its other side has proved itself. */
        void proven(Channel channel);

        /** It has not, or what followed was no TLS. The channel is closed after this. */
        void refused(Channel channel, Throwable cause);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        listener.begun(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                listener.proven(context.channel());
            } else {
                refuse(context, handshake.cause());
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(context, cause);
    }

    private void refuse(ChannelHandlerContext context, Throwable cause) {
        if (!over) {
            over = true;
            listener.refused(context.channel(), cause);
            var unused = context.channel().close();
        }
    }
}
