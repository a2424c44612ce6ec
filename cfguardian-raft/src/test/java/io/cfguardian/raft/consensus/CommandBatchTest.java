package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandBatchTest {

    private static final byte[] SHORT = {7};
    private static final byte[] EMPTY = {};

    private static byte[] encoded() {
        return CommandBatch.encode(List.of(SHORT, EMPTY)).array();
    }

    @Test
    void formatIsFixed() {
        assertThat(HexFormat.of().formatHex(encoded())).isEqualTo("01" + "00000002" + "00000001" + "07" + "00000000");
    }

    @Test
    void commandsComeBackInOrder() {
        assertThat(CommandBatch.decode(ByteBuffer.wrap(encoded()))).containsExactly(SHORT, EMPTY);
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < encoded().length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(encoded(), length));
            assertThatThrownBy(() -> CommandBatch.decode(cut)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anotherVersionAndTrailingBytesAreRefused() {
        byte[] newer = encoded();
        newer[0] = 2;
        assertThatThrownBy(() -> CommandBatch.decode(ByteBuffer.wrap(newer))).hasMessageContaining("format 2");
        ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(encoded(), encoded().length + 1));
        assertThatThrownBy(() -> CommandBatch.decode(longer)).hasMessageContaining("after its commands");
    }
}
