package io.cfguardian.raft.consensus.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a channel whose peer announces a frame that is too large, or sends something that is not Bolt's first protocol, which is
 * the one that JRaft speaks. It stands before Bolt's decoder, which believes any length up to 2 GiB and keeps what arrives until the frame is complete.
 *
 * <p>The bytes pass through unchanged; only headers are looked at. One per channel, used by the channel's event loop alone.
 */
final class FrameLimit extends ChannelInboundHandlerAdapter {

    /**
     * The largest command (15 MiB) after a full replication message (1 MiB), with room for their framing.
     */
    static final int FRAME_BYTES_MAX = 18 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FrameLimit.class);

    private static final byte PROTOCOL_V1 = 1;
    private static final byte TYPE_RESPONSE = 0;
    private static final byte TYPE_ONEWAY = 2;
    private static final int TYPE_AT = 1;
    private static final int REQUEST_HEADER_BYTES = 22;
    private static final int RESPONSE_HEADER_BYTES = 20;

    private final int frameBytesMax;
    private final ByteBuf header = Unpooled.buffer(REQUEST_HEADER_BYTES, REQUEST_HEADER_BYTES);
    private long bodyBytesLeft;
    private boolean refused;

    FrameLimit(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && !refused) {
            String fault = inspect(bytes);
            refused = !fault.isEmpty();
            if (refused) {
                LOG.warn("closing the channel from {}: {}", context.channel().remoteAddress(), fault);
                var unused = context.close();
            }
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** What is wrong with the stream so far, empty for nothing. */
    private String inspect(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (bodyBytesLeft > 0) {
                long passed = Math.min(bodyBytesLeft, bytes.writerIndex() - at);
                bodyBytesLeft -= passed;
                at += (int) passed;
                continue;
            }
            header.writeByte(bytes.getByte(at++));
            int seen = header.writerIndex();
            if (seen == 1 && header.getByte(0) != PROTOCOL_V1) {
                return "protocol " + header.getByte(0) + ", expected " + PROTOCOL_V1;
            }
            if (seen <= TYPE_AT) {
                continue;
            }
            byte type = header.getByte(TYPE_AT);
            if (type < TYPE_RESPONSE || type > TYPE_ONEWAY) {
                return "message type " + type;
            }
            int headerBytes = type == TYPE_RESPONSE ? RESPONSE_HEADER_BYTES : REQUEST_HEADER_BYTES;
            if (seen == headerBytes) {
                String fault = measureBody(headerBytes);
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "";
    }

    /** Both kinds of header end with the lengths of class name, header and content. */
    private String measureBody(int headerBytes) {
        long classBytes = header.getShort(headerBytes - 8);
        long headBytes = header.getShort(headerBytes - 6);
        long contentBytes = header.getInt(headerBytes - 4);
        if (classBytes < 0 || headBytes < 0 || contentBytes < 0) {
            return "a negative length";
        }
        bodyBytesLeft = classBytes + headBytes + contentBytes;
        header.clear();
        return headerBytes + bodyBytesLeft <= frameBytesMax
                ? ""
                : "a frame of " + (headerBytes + bodyBytesLeft) + " bytes, expected at most " + frameBytesMax;
    }
}
