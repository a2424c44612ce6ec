package io.cfguardian.telemetry.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Families of Prometheus as metrics of OpenTelemetry: a counter is a cumulative monotonic sum, a histogram and a summary stay what they are,
 * and all else is a gauge. Names, labels and values stay as they are; a counter's is without {@code _total}, which receivers that
 * write for Prometheus put there again. Without state but for when it all began.
 */
final class FamilyConversion {

    private static final String BUCKET = "_bucket";
    private static final String COUNT = "_count";
    private static final String SUM = "_sum";
    private static final String BOUND = "le";
    private static final String QUANTILE = "quantile";

    private final long startEpochNanos;

    /** @param startEpochMillis when counting began */
    FamilyConversion(long startEpochMillis) {
        this.startEpochNanos = TimeUnit.MILLISECONDS.toNanos(startEpochMillis);
    }

    /** All families as they are now. */
    Collection<MetricData> converted(Resource resource, Enumeration<MetricFamilySamples> families) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        List<MetricData> metrics = new ArrayList<>();
        for (MetricFamilySamples family : Collections.list(families)) {
            metrics.add(
                    switch (family.type) {
                        case COUNTER ->
                            new PushedMetric(
                                    resource,
                                    family,
                                    MetricDataType.DOUBLE_SUM,
                                    SumData.createDoubleSumData(
                                            true, AggregationTemporality.CUMULATIVE, points(family, now)));
                        case HISTOGRAM ->
                            new PushedMetric(
                                    resource,
                                    family,
                                    MetricDataType.HISTOGRAM,
                                    HistogramData.create(AggregationTemporality.CUMULATIVE, histograms(family, now)));
                        case SUMMARY ->
                            new PushedMetric(
                                    resource,
                                    family,
                                    MetricDataType.SUMMARY,
                                    SummaryData.create(summaries(family, now)));
                        case GAUGE, UNKNOWN, INFO, STATE_SET, GAUGE_HISTOGRAM ->
                            new PushedMetric(
                                    resource,
                                    family,
                                    MetricDataType.DOUBLE_GAUGE,
                                    GaugeData.createDoubleGaugeData(points(family, now)));
                    });
        }
        return metrics;
    }

    private List<DoublePointData> points(MetricFamilySamples family, long now) {
        return family.samples.stream()
                .map(sample ->
                        DoublePointData.create(startEpochNanos, now, attributes(sample), sample.value, List.of()))
                .toList();
    }

    private List<HistogramPointData> histograms(MetricFamilySamples family, long now) {
        return series(family).entrySet().stream()
                .map(series -> series.getValue().histogram(startEpochNanos, now, series.getKey()))
                .toList();
    }

    private List<SummaryPointData> summaries(MetricFamilySamples family, long now) {
        return series(family).entrySet().stream()
                .map(series -> SummaryPointData.create(
                        startEpochNanos,
                        now,
                        series.getKey(),
                        (long) series.getValue().count,
                        series.getValue().sum,
                        List.of()))
                .toList();
    }

    /** The samples that belong together, by the labels that they share, in their order. */
    private static Map<Attributes, Series> series(MetricFamilySamples family) {
        Map<Attributes, Series> byLabels = new LinkedHashMap<>();
        for (Sample sample : family.samples) {
            Series series = byLabels.computeIfAbsent(attributes(sample), ignored -> new Series());
            if (sample.name.endsWith(BUCKET)) {
                series.bucket(sample.labelValues.get(sample.labelNames.indexOf(BOUND)), sample.value);
            } else if (sample.name.endsWith(COUNT)) {
                series.count = sample.value;
            } else if (sample.name.endsWith(SUM)) {
                series.sum = sample.value;
            }
        }
        return byLabels;
    }

    private static Attributes attributes(Sample sample) {
        AttributesBuilder attributes = Attributes.builder();
        for (int i = 0; i < sample.labelNames.size(); i++) {
            String name = sample.labelNames.get(i);
            if (!name.equals(BOUND) && !name.equals(QUANTILE)) {
                attributes.put(name, sample.labelValues.get(i));
            }
        }
        return attributes.build();
    }

    /** One histogram or summary; buckets hold those below them too, and come with growing bounds. */
    private static final class Series {

        private final List<Double> bounds = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private long below;
        private double count;
        private double sum;

        void bucket(String bound, double upTo) {
            counts.add((long) upTo - below);
            below = (long) upTo;
            if (!bound.equals("+Inf")) {
                bounds.add(Double.parseDouble(bound));
            }
        }

        HistogramPointData histogram(long start, long now, Attributes attributes) {
            return HistogramPointData.create(start, now, attributes, sum, false, 0, false, 0, bounds, counts);
        }
    }
}
