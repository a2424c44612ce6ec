package io.cfguardian.raft.machine;

import io.cfguardian.raft.clock.AgreedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells this node's clock what the others' say. */
final class ClockWatch implements Survey.Judge {

    private final AgreedClock clock;

    ClockWatch(AgreedClock clock) {
        this.clock = clock;
    }

    @Override
    public void judge(Survey survey) {
        Instant own = clock.own();
        long now = System.nanoTime();
        List<Duration> ahead = survey.others().values().stream()
                .flatMap(heard -> ahead(heard, own, now))
                .toList();
        clock.compare(ahead, survey.voters());
    }

    private static Stream<Duration> ahead(Survey.Heard heard, Instant own, long now) {
        @Nullable Instant said = heard.report().clock();
        return said == null ? Stream.empty() : Stream.of(Duration.between(own, said.plusNanos(now - heard.nanos())));
    }
}
