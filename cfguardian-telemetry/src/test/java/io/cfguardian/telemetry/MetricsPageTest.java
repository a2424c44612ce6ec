package io.cfguardian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/metrics.md to the code, and the code to the rules of names. */
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final String BEGIN = "<!-- families: begin -->\n";
    private static final String END = "<!-- families: end -->\n";

    private static List<MetricFamilySamples> families() {
        return Collections.list(ExampleNode.exposition().families()).stream()
                .filter(family -> family.name.startsWith("cfguardian_"))
                .sorted(Comparator.comparing(family -> family.name))
                .toList();
    }

    @Test
    void thePageHasEveryFamilyAsTheCodeHasIt() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        assertThat(table)
                .as("docs/metrics.md between the two comments; the right text follows as the expected one")
                .isEqualTo(table());
    }

    @Test
    void everyNameFollowsTheRules() {
        for (MetricFamilySamples family : families()) {
            assertThat(name(family)).matches("cfguardian(_[a-z]+)+");
            assertThat(family.help).as(family.name).endsWith(".");
            assertThat(family.name)
                    .as("base units")
                    .doesNotContainPattern("milli|micro|nano|minutes|hours|kilo|mega|percent");
            if (family.type == Collector.Type.GAUGE) {
                assertThat(family.name).as("only counters are totals").doesNotEndWith("_total");
            }
        }
        assertThat(families()).hasSizeGreaterThan(60);
    }

    private static String name(MetricFamilySamples family) {
        return family.type == Collector.Type.COUNTER ? family.name + "_total" : family.name;
    }

    private static String table() {
        return families().stream()
                .map(family -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                name(family), family.type.name().toLowerCase(Locale.ROOT), labels(family), family.help))
                .collect(Collectors.joining("", "| family | type | labels | meaning |\n|---|---|---|---|\n", ""));
    }

    private static String labels(MetricFamilySamples family) {
        return family.samples.stream()
                .flatMap(sample -> sample.labelNames.stream())
                .filter(label -> !label.equals("le"))
                .distinct()
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", "));
    }
}
