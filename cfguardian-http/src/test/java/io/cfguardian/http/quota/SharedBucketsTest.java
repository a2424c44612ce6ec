package io.cfguardian.http.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.http.quota.Standing.Within;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedBucketsTest {

    private static final Rate RATE = Rate.perSecond(5);
    private static final Standing COUNTED = new Within(Quota.ADDRESS, RATE, 4, 1);

    private final Remote remote = new Remote();
    private final SharedBuckets buckets = new SharedBuckets(remote, "the store", Duration.ofMillis(5));

    /** Is there or not, and counts who asks. */
    private static final class Remote implements RemoteBuckets {

        private volatile boolean away;
        private final AtomicInteger taken = new AtomicInteger();

        @Override
        public Standing take(Quota quota, Rate rate, String key) throws BucketsAway {
            taken.incrementAndGet();
            ping();
            return COUNTED;
        }

        @Override
        public void ping() throws BucketsAway {
            if (away) {
                throw new BucketsAway(new IllegalStateException("away"));
            }
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        buckets.close();
    }

    private boolean isCounted() {
        return buckets.take(Quota.ADDRESS, RATE, "a").isPresent();
    }

    @Test
    void aStoreThatFailsAgainAndAgainIsNotAskedAnyMoreUntilItIsBack() {
        assertThat(isCounted()).isTrue();
        remote.away = true;
        for (int i = 0; i < 50; i++) {
            assertThat(isCounted()).isFalse();
        }
        assertThat(remote.taken).hasValue(4);
        assertThat(buckets.areAway()).isTrue();
        assertThat(buckets.unanswered()).isEqualTo(50);

        remote.away = false;
        await().until(() -> !buckets.areAway());
        assertThat(isCounted()).isTrue();
        assertThat(buckets.unanswered()).isEqualTo(50);
    }

    @Test
    void aFailureNowAndThenDoesNotMakeItAway() {
        for (int i = 0; i < 10; i++) {
            remote.away = true;
            assertThat(isCounted()).isFalse();
            assertThat(isCounted()).isFalse();
            remote.away = false;
            assertThat(isCounted()).isTrue();
        }
        assertThat(buckets.areAway()).isFalse();
    }
}
