package io.cfguardian.raft.consensus.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FrameLimitTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameLimit(1_000));

    /** A request of Bolt's first protocol. */
    private static ByteBuf request(int classBytes, int contentBytes, int sentBytes) {
        return Unpooled.buffer()
                .writeBytes(new byte[] {1, 1, 0, 1, 1})
                .writeInt(42)
                .writeByte(1)
                .writeInt(3_000)
                .writeShort(classBytes)
                .writeShort(0)
                .writeInt(contentBytes)
                .writeZero(sentBytes);
    }

    private int passedBytes() {
        int bytes = 0;
        for (ByteBuf read = channel.readInbound(); read != null; read = channel.readInbound()) {
            bytes += read.readableBytes();
            read.release();
        }
        return bytes;
    }

    @Test
    void framesWithinTheLimitPassHoweverTheyAreCut() {
        ByteBuf two = Unpooled.wrappedBuffer(request(10, 968, 978), request(3, 50, 53));
        int all = two.readableBytes();
        while (two.isReadable()) {
            channel.writeInbound(two.readRetainedSlice(Math.min(7, two.readableBytes())));
        }
        two.release();
        assertThat(channel.isOpen()).isTrue();
        assertThat(passedBytes()).isEqualTo(all);
    }

    @Test
    void frameAboveTheLimitClosesTheChannelBeforeItsBodyArrives() {
        channel.writeInbound(request(10, 969, 0));
        assertThat(channel.isOpen()).isFalse();
        assertThat(passedBytes()).isZero();
    }

    @Test
    void secondFrameIsMeasuredToo() {
        channel.writeInbound(request(10, 100, 110));
        channel.writeInbound(request(10, Integer.MAX_VALUE, 0));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void negativeLengthsAndOtherProtocolsCloseTheChannel() {
        channel.writeInbound(request(10, -1, 0));
        assertThat(channel.isOpen()).isFalse();

        EmbeddedChannel other = new EmbeddedChannel(new FrameLimit(1_000));
        other.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1", StandardCharsets.US_ASCII));
        assertThat(other.isOpen()).isFalse();
    }

    @Test
    void frameThatThisProgramMaySendFits() {
        int largestCommand = 15 << 20;
        int largestMessageBeforeIt = 1 << 20;
        assertThat(FrameLimit.FRAME_BYTES_MAX).isGreaterThan(largestCommand + largestMessageBeforeIt + (1 << 16));
    }
}
