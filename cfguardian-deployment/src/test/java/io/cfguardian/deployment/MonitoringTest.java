package io.cfguardian.deployment;

import static io.cfguardian.deployment.Monitoring.DIRECTORY;
import static io.cfguardian.deployment.Monitoring.RUNBOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.deployment.Monitoring.Case;
import io.cfguardian.deployment.Monitoring.Rule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts, their tests, their runbooks and the families in docs/metrics.md belong together. */
final class MonitoringTest {

    private static final Pattern ALERT = Pattern.compile("Cfguardian[A-Za-z]+");

    @Test
    void everyAlertSaysWhatItIsAndHowBad() {
        assertThat(Monitoring.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.name()).matches(ALERT);
            assertThat(String.valueOf(alert.labels().get("severity"))).isIn("critical", "warning");
            assertThat(alert.annotations().keySet()).isEqualTo(Set.of("summary", "description", "runbook_url"));
        });
    }

    @Test
    void everyAlertHasACaseInWhichItFires() {
        assertThat(alertsWithCase(true)).isEqualTo(Monitoring.alertNames());
    }

    @Test
    void everyAlertHasACaseInWhichItIsSilent() {
        assertThat(alertsWithCase(false)).isEqualTo(Monitoring.alertNames());
    }

    private static Set<String> alertsWithCase(boolean fires) {
        return Monitoring.sorted(
                Monitoring.cases().stream().filter(one -> one.fires() == fires).map(Case::alert));
    }

    /** No alert is without a runbook, and no runbook without an alert. */
    @Test
    void runbooksAreThoseOfAlerts() {
        assertThat(Monitoring.sorted(Monitoring.alerts().stream().map(Rule::runbook)))
                .isEqualTo(Monitoring.sorted(
                        Everything.files(RUNBOOKS).map(file -> "docs/runbooks/" + file.getFileName())));
    }

    @Test
    void aRunbookNamesItsAlerts() {
        assertThat(Monitoring.alerts())
                .allSatisfy(alert -> assertThat(Everything.text(Everything.ROOT.resolve(alert.runbook())))
                        .contains("`" + alert.name() + "`")
                        .contains("## What it means", "## Look at", "## Do"));
    }

    @Test
    void rulesUseOnlyMetricsThatThereAre() {
        Set<String> known = new TreeSet<>(Monitoring.samples());
        assertThat(known).contains("cfguardian_ready", "cfguardian_write_duration_seconds_bucket");
        Monitoring.rules().stream()
                .filter(rule -> !rule.isAlert())
                .map(Rule::name)
                .forEach(known::add);
        assertThat(Monitoring.rules())
                .allSatisfy(rule -> assertThat(known).as(rule.name()).containsAll(rule.metrics()));
    }

    @Test
    void namesInStringsAreNoMetrics() {
        assertThat(new Rule("a", true, "x{job=\"cfguardian_a\"} > c:cfguardian_b:d + cfguardian_e", Map.of(), Map.of())
                        .metrics())
                .containsExactly("c:cfguardian_b:d", "cfguardian_e");
    }

    @Test
    void alertmanagerNamesOnlyAlertsThatThereAre() {
        assertThat(named(Everything.text(DIRECTORY.resolve("alertmanager/alertmanager.yml"))))
                .isNotEmpty()
                .isSubsetOf(Monitoring.alertNames());
    }

    @Test
    void thePageListsEveryAlert() {
        String page = Everything.text(Everything.ROOT.resolve("docs/monitoring.md"));
        assertThat(named(page)).isEqualTo(Monitoring.alertNames());
        assertThat(Monitoring.alerts())
                .allSatisfy(alert -> assertThat(page)
                        .containsPattern(Pattern.compile("\\| `" + alert.name() + "` \\| "
                                + alert.labels().get("severity") + " \\|.*\\(runbooks/"
                                + alert.runbook().replaceAll(".*/", ""))));
    }

    private static Set<String> named(String text) {
        return Monitoring.sorted(ALERT.matcher(text).results().map(MatchResult::group));
    }
}
