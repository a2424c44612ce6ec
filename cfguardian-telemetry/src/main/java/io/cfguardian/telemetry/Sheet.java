package io.cfguardian.telemetry;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.SummaryMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The families of one reading. Confined to the thread that reads. */
final class Sheet {

    private final List<MetricFamilySamples> families = new ArrayList<>();

    List<MetricFamilySamples> families() {
        return families;
    }

    /** @param name ends in _total */
    void counter(String name, String help, long value) {
        families.add(new CounterMetricFamily(name, help, (double) value));
    }

    /** One counter for each value of {@code label}, which come from a closed set. */
    void counters(String name, String help, String label, Map<String, Long> values) {
        CounterMetricFamily family = new CounterMetricFamily(name, help, List.of(label));
        new TreeMap<>(values).forEach((value, count) -> family.addMetric(List.of(value), (double) count));
        families.add(family);
    }

    void gauge(String name, String help, long value) {
        families.add(new GaugeMetricFamily(name, help, (double) value));
    }

    /** @param name ends in _seconds */
    void seconds(String name, String help, Duration value) {
        families.add(new GaugeMetricFamily(name, help, value.toNanos() / Collector.NANOSECONDS_PER_SECOND));
    }

    /** One gauge for each constant, 1 for the one that holds. */
    <E extends Enum<E>> void state(String name, String help, String label, E current) {
        states(name, help, label, current.getDeclaringClass(), Set.of(current));
    }

    /** One gauge for each constant, 1 for those that hold. */
    <E extends Enum<E>> void states(String name, String help, String label, Class<E> all, Set<E> current) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, List.of(label));
        for (E one : all.getEnumConstants()) {
            family.addMetric(List.of(lower(one)), current.contains(one) ? 1 : 0);
        }
        families.add(family);
    }

    /** How many there were and how long they took together. */
    void durations(String name, String help, long count, long nanos) {
        families.add(new SummaryMetricFamily(name, help, (double) count, nanos / Collector.NANOSECONDS_PER_SECOND));
    }

    /** One gauge for each value of {@code label}, which come from a closed set. */
    void gauges(String name, String help, String label, Map<String, Long> values) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, List.of(label));
        new TreeMap<>(values).forEach((value, number) -> family.addMetric(List.of(value), (double) number));
        families.add(family);
    }

    /** @param name ends in _seconds_total */
    void secondsCounter(String name, String help, Duration value) {
        families.add(new CounterMetricFamily(name, help, value.toNanos() / Collector.NANOSECONDS_PER_SECOND));
    }

    /** @param name ends in _seconds */
    void timestamp(String name, String help, Instant value) {
        families.add(new GaugeMetricFamily(name, help, sinceEpoch(value)));
    }

    /** One time for each value of {@code label}, which come from a closed set; no family where there is none. */
    void timestamps(String name, String help, String label, Map<String, Instant> values) {
        if (values.isEmpty()) {
            return;
        }
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, List.of(label));
        new TreeMap<>(values).forEach((value, time) -> family.addMetric(List.of(value), sinceEpoch(time)));
        families.add(family);
    }

    private static double sinceEpoch(Instant time) {
        return time.toEpochMilli() / Collector.MILLISECONDS_PER_SECOND;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
