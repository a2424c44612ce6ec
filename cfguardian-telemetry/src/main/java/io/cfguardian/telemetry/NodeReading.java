package io.cfguardian.telemetry;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Asks the parts of a node, one after the other. One that cannot answer, as a store that is just being closed, is left out and
 * counted; the others are read all the same.
 */
final class NodeReading extends Collector {

    private final List<Consumer<Sheet>> parts;
    private final LongAdder failures = new LongAdder();

    NodeReading(NodeSources node) {
        this.parts = List.of(
                sheet -> ReplicationFamilies.write(node.replication().get(), sheet),
                sheet -> StoreFamilies.write(node.store().get(), sheet),
                sheet -> UpkeepFamilies.write(node.upkeep().get(), sheet),
                sheet -> UpkeepFamilies.certificates(node.certificates().get(), sheet),
                sheet -> node.backup().get().ifPresent(backup -> UpkeepFamilies.write(backup, sheet)),
                sheet -> EdgeFamilies.write(
                        node.edge().get(), node.replication().get().revision(), sheet),
                sheet -> node.projection().get().ifPresent(status -> ProjectionFamilies.write(status, sheet)),
                sheet -> node.pool().get().ifPresent(pool -> ProjectionFamilies.write(pool, sheet)),
                sheet -> SecurityFamilies.write(
                        node.securityEvents().get(),
                        node.securityEventsDropped().getAsLong(),
                        sheet),
                sheet -> node.delivery().get().ifPresent(numbers -> SecurityFamilies.write(numbers, sheet)),
                sheet -> SecurityFamilies.write(node.counts().get(), sheet),
                sheet -> node.population().get().ifPresent(counted -> SecurityFamilies.write(counted, sheet)),
                sheet -> node.traces().get().ifPresent(numbers -> TraceFamilies.write(numbers, sheet)));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (Consumer<Sheet> part : parts) {
            Sheet sheet = new Sheet();
            try {
                part.accept(sheet);
                families.addAll(sheet.families());
            } catch (RuntimeException silent) {
                failures.increment();
            }
        }
        Sheet last = new Sheet();
        last.counter(
                "cfguardian_metrics_failures_total",
                "Parts of the node that could not tell their numbers when they were asked.",
                failures.sum());
        families.addAll(last.families());
        return families;
    }
}
