package io.cfguardian.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OldGenerationTest {

    private static final long LEAST = OldGeneration.LEAST_BYTES;

    private static boolean isCollected(long used, long lived) {
        AtomicInteger collections = new AtomicInteger();
        new OldGeneration(() -> used, () -> lived, collections::incrementAndGet).look();
        return collections.get() == 1;
    }

    @Test
    void littleIsLeftAlone() {
        assertThat(isCollected(LEAST, 0)).isFalse();
        assertThat(isCollected(LEAST, 1)).isFalse();
        assertThat(isCollected(LEAST + 1, 0)).isTrue();
        assertThat(isCollected(LEAST + 1, LEAST / 2)).isTrue();
    }

    @Test
    void whatLivesMayDouble() {
        assertThat(isCollected(2 * LEAST, LEAST)).isFalse();
        assertThat(isCollected(2 * LEAST + 1, LEAST)).isTrue();
    }
}
