package io.cfguardian.telemetry;

import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.telemetry.CurrentSpan;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteMeter;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.app.write.WriteResult.Refused;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.key.ConfigId;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.Locale;

/**
 * Counts writes where they arrive, so that each is counted once in the cluster. Reasons are the kinds of two sealed families, so
 * there are no more children than kinds. Used by many threads; takes no lock.
 */
final class WriteFamilies implements WriteMeter {

    private static final double[] SECONDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};

    private final Counter writes;
    private final Counter reasons;
    private final Counter configs;
    private final Histogram.Child durations;

    WriteFamilies(CollectorRegistry registry) {
        this.writes = Counter.build(
                        "cfguardian_writes_total",
                        "Writes that arrived at this node, its own among them: committed, unchanged, repeated (answered as the first"
                                + " time), rejected (by the cluster), refused (before it was asked) or unanswered.")
                .labelNames("outcome")
                .register(registry);
        this.reasons = Counter.build(
                        "cfguardian_writes_failed_total",
                        "Writes that were rejected, refused or unanswered, by reason: conflicts are version_conflict and"
                                + " already_exists, validation errors are violated.")
                .labelNames("reason")
                .register(registry);
        this.configs = Counter.build(
                        "cfguardian_config_operations_total",
                        "What writes that arrived at this node did to configs: created, changed, deleted, unchanged.")
                .labelNames("effect")
                .register(registry);
        this.durations = Histogram.build(
                        "cfguardian_write_duration_seconds",
                        "From the use case to the result, validation, replication and applying among it.")
                .buckets(SECONDS)
                .register(registry)
                .labels();
    }

    @Override
    public void ended(WriteResult result, long nanos) {
        took(nanos);
        switch (result) {
            case Decided(Answer answer) -> decided(answer);
            case Refused(Refusal refusal) ->
                failed("refused", innermost(refusal).getClass());
        }
    }

    @Override
    public void failed(ReplicationFailure failure, long nanos) {
        took(nanos);
        failed("unanswered", failure.getClass());
    }

    private void took(long nanos) {
        Exemplars.observe(durations, nanos / Collector.NANOSECONDS_PER_SECOND, CurrentSpan.get());
    }

    private void decided(Answer answer) {
        if (answer.turn() == Turn.REPEATED) {
            writes.labels("repeated").inc();
            return;
        }
        switch (answer.outcome()) {
            case Committed committed -> {
                writes.labels("committed").inc();
                count(committed.results());
            }
            case Unchanged unchanged -> {
                writes.labels("unchanged").inc();
                count(unchanged.results());
            }
            case Rejected rejected -> failed("rejected", rejected.rejection().getClass());
        }
    }

    private void count(List<Result> results) {
        for (Result result : results) {
            if (result.subject() instanceof ConfigId) {
                configs.labels(Sheet.lower(result.effect())).inc();
            }
        }
    }

    private void failed(String outcome, Class<?> reason) {
        writes.labels(outcome).inc();
        reasons.labels(snakeCase(reason.getSimpleName())).inc();
    }

    private static Refusal innermost(Refusal refusal) {
        return refusal instanceof Refusal.InOperation inOperation ? innermost(inOperation.refusal()) : refusal;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
