package io.cfguardian.http.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.quota.Standing.Exceeded;
import io.cfguardian.http.quota.Standing.Within;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private static final Rate FIVE = Rate.perMinute(5);

    private final AtomicLong nanos = new AtomicLong(1);
    private final LocalBuckets buckets = new LocalBuckets(Rates.STANDARD, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Standing take(String key) {
        return buckets.take(Quota.LOGIN, FIVE, key);
    }

    private void exhaust(String key) {
        for (int left = 4; left >= 0; left--) {
            assertThat(take(key))
                    .isInstanceOf(Within.class)
                    .extracting(Standing::remaining)
                    .isEqualTo((long) left);
        }
    }

    @Test
    void asManyAsTheRateAllowsMayComeAtOnceAndNoMore() {
        exhaust("a");
        assertThat(take("a")).isEqualTo(new Exceeded(Quota.LOGIN, FIVE, 60, 12));
    }

    @Test
    void whatIsUsedUpComesBackEvenly() {
        exhaust("a");
        pass(Duration.ofMillis(11_500));
        assertThat(take("a")).isInstanceOf(Exceeded.class);
        pass(Duration.ofMillis(500));
        assertThat(take("a")).isInstanceOf(Within.class);
        assertThat(take("a")).isInstanceOf(Exceeded.class);
        pass(Duration.ofHours(1));
        exhaust("a");
        assertThat(take("a")).isInstanceOf(Exceeded.class);
    }

    @Test
    void aRefusalUsesUpNothing() {
        exhaust("a");
        for (int i = 0; i < 1_000; i++) {
            assertThat(take("a")).isInstanceOf(Exceeded.class);
        }
        pass(Duration.ofSeconds(12));
        assertThat(take("a")).isInstanceOf(Within.class);
    }

    @Test
    void sendersAndQuotasAreCountedApart() {
        exhaust("a");
        assertThat(take("b")).isInstanceOf(Within.class);
        assertThat(buckets.take(Quota.REGISTER, FIVE, "a")).isInstanceOf(Within.class);
    }

    @Test
    void bucketsThatNobodyUsesAreForgotten() {
        for (int i = 0; i < 1_000; i++) {
            take("sender " + i);
        }
        assertThat(buckets.size()).isEqualTo(1_000);
        pass(Duration.ofSeconds(61));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void aMillionSendersDoNotFillTheMemory() {
        for (int i = 0; i < 1_000_000; i++) {
            take("sender " + i);
        }
        assertThat(buckets.size()).isLessThanOrEqualTo(100_000);
    }
}
