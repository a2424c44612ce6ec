package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.deployment.Dashboards.Dashboard;
import io.cfguardian.deployment.Dashboards.Panel;
import io.cfguardian.deployment.Monitoring.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dashboard and every panel. What Prometheus says to the queries is tested on a real cluster. */
final class DashboardsTest {

    private static final Map<String, String> CHOSEN = Map.of("type", "prometheus", "uid", "${datasource}");

    static List<Dashboard> all() {
        return Dashboards.all();
    }

    @Test
    void thereIsOneForEachConcern() {
        assertThat(Dashboards.all())
                .extracting(Dashboard::file)
                .containsExactly("api.json", "cluster.json", "overview.json", "projection.json", "security.json");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDashboardIsNamedAfterItsFileAndAsksForClusterAndNodes(Dashboard dashboard) {
        assertThat(dashboard.text("uid"))
                .isEqualTo("cfguardian-" + dashboard.file().replace(".json", ""));
        assertThat(dashboard.text("title")).startsWith("cfguardian / ");
        assertThat(dashboard.text("description")).endsWith(".");
        assertThat(dashboard.variables()).startsWith("datasource", "cluster", "instance");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPanelSaysWhatItShows(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.text("title")).isNotIn("", "null");
            assertThat(panel.text("description"))
                    .as("description of %s", panel.text("title"))
                    .endsWith(".");
            assertThat(panel.unit()).as("unit of %s", panel.text("title")).isNotIn("", "null");
            assertThat(panel.datasource()).isEqualTo(CHOSEN);
            assertThat(panel.targets()).isNotEmpty().allSatisfy(target -> {
                assertThat(target.text("legendFormat"))
                        .as("legend of %s", panel.text("title"))
                        .isNotIn("", "null", "__auto");
                assertThat(target.datasource()).isEqualTo(CHOSEN);
            });
        });
        assertThat(dashboard.panels()).extracting(panel -> panel.text("id")).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).extracting(panel -> panel.text("title")).doesNotHaveDuplicates();
        assertThat(dashboard.panels()).extracting(Panel::place).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aQueryIsOfTheChosenClusterAndUsesOnlyMetricsThatThereAre(Dashboard dashboard) {
        Set<String> known = new TreeSet<>(Monitoring.samples());
        Monitoring.rules().stream()
                .filter(rule -> !rule.isAlert())
                .map(Rule::name)
                .forEach(known::add);
        assertThat(dashboard.panels())
                .flatExtracting(Panel::targets)
                .extracting(target -> target.text("expr"))
                .allSatisfy(expression -> {
                    assertThat(expression).contains("cluster=\"$cluster\"");
                    assertThat(known)
                            .as(expression)
                            .containsAll(new Rule("query", false, expression, Map.of(), Map.of()).metrics());
                });
    }

    @Test
    void everyFamilyIsShownSomewhere() {
        Set<String> shown = Monitoring.sorted(Dashboards.all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.targets().stream())
                .flatMap(target ->
                        new Rule("query", false, target.text("expr"), Map.of(), Map.of()).metrics().stream()));
        shown.addAll(Monitoring.sorted(Monitoring.rules().stream()
                .filter(rule -> shown.contains(rule.name()))
                .flatMap(rule -> rule.metrics().stream())));
        assertThat(Monitoring.families())
                .isNotEmpty()
                .allSatisfy((family, samples) -> assertThat(shown).as(family).containsAnyElementsOf(samples));
    }

    /** Names of data sources and directories are told in three places. */
    @Test
    void grafanaIsToldWhereEverythingIs() {
        String sources =
                Everything.text(Monitoring.DIRECTORY.resolve("grafana/provisioning/datasources/cfguardian.yml"));
        String boards = Everything.text(Monitoring.DIRECTORY.resolve("grafana/provisioning/dashboards/cfguardian.yml"));
        assertThat(sources)
                .contains(
                        "http://prometheus:9090", "http://loki:3100", "http://alertmanager:9093", "timeInterval: 15s");
        assertThat(Everything.text(Monitoring.DIRECTORY.resolve("prometheus/prometheus.yml")))
                .contains("scrape_interval: 15s");
        assertThat(boards).contains("path: /etc/cfguardian/dashboards");
        assertThat(Compose.service("grafana").strings("volumes"))
                .contains("../monitoring/grafana/dashboards:/etc/cfguardian/dashboards:ro");
        assertThat(Compose.services()).containsKeys("prometheus", "loki", "alertmanager");
    }
}
