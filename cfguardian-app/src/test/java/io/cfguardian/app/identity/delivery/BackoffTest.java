package io.cfguardian.app.identity.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final int DRAWS = 2_000;

    private final Backoff backoff = new Backoff(new SplittableRandom(1));

    private Duration longest(int failures) {
        return IntStream.range(0, DRAWS)
                .mapToObj(i -> backoff.afterAbsence(failures, null))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    @Test
    void theBoundDoublesFromASecondToFiveMinutes() {
        int[] secondsByFailures = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
        for (int i = 0; i < secondsByFailures.length; i++) {
            assertThat(longest(i + 1))
                    .isBetween(
                            Duration.ofMillis(secondsByFailures[i] * 980L), Duration.ofSeconds(secondsByFailures[i]));
        }
        assertThat(longest(Integer.MAX_VALUE)).isLessThanOrEqualTo(Backoff.LONGEST);
    }

    @Test
    void anyTimeUpToTheBoundIsDrawn() {
        long early = IntStream.range(0, DRAWS)
                .filter(i -> backoff.afterAbsence(20, null).compareTo(Duration.ofSeconds(150)) < 0)
                .count();
        assertThat(early).isBetween(DRAWS * 45L / 100, DRAWS * 55L / 100);
    }

    @Test
    void whatTheReceiverAsksForIsWaitedWithinAQuarterOfAnHour() {
        assertThat(backoff.afterAbsence(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.afterAbsence(1, Duration.ofDays(9))).isEqualTo(Backoff.ASKED_MAX);
        assertThat(backoff.afterAbsence(1, Duration.ZERO)).isLessThanOrEqualTo(Backoff.FIRST);
    }

    @Test
    void aRefusalIsNeverHurried() {
        assertThat(IntStream.range(0, DRAWS).mapToObj(i -> backoff.afterRefusal()))
                .allSatisfy(wait -> assertThat(wait).isBetween(Backoff.LONGEST.dividedBy(2), Backoff.LONGEST));
    }
}
