package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedOutputTest {

    private static final byte[] MIB = new byte[1 << 20];

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final PacedOutput out = new PacedOutput(taken, nanos::get);

    @Test
    void aClientThatIsFastEnoughGetsEverything() throws IOException {
        for (int second = 0; second < 100; second++) {
            pass(Duration.ofSeconds(1));
            out.write(MIB);
        }
        out.write(1);
        assertThat(taken.size()).isEqualTo(100 * MIB.length + 1);
    }

    @Test
    void aClientMayBeSlowForAMinute() throws IOException {
        out.write(1);
        pass(Duration.ofSeconds(59));
        out.write(1);
        assertThat(taken.size()).isEqualTo(2);
    }

    @Test
    void aClientThatStaysSlowIsCutOff() throws IOException {
        out.write(MIB);
        pass(Duration.ofSeconds(61));
        out.write(1);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> out.write(1))
                .isInstanceOf(IOException.class)
                .hasMessage("the client took 1048578 bytes in 62 s, expected 1048576 in each after the first 60");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
