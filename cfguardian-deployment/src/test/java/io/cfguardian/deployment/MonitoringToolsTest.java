package io.cfguardian.deployment;

import static io.cfguardian.deployment.Monitoring.DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What promtool, amtool and the blackbox exporter say of {@code deploy/monitoring}, several at a time. Skipped where they are not
 * installed; CI installs them.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MonitoringToolsTest {

    private static final String ALERTMANAGER = "alertmanager/alertmanager.yml";

    /**
     * How a program ended.
     *
     * @param output what it wrote, errors among it
     */
    private record Ended(int code, String output) {}

    static Stream<String> ruleTests() {
        return Monitoring.files("prometheus/tests").stream().map(MonitoringToolsTest::relative);
    }

    @Test
    void prometheusTakesItsConfiguration() {
        succeeds("promtool", "check", "config", "prometheus/prometheus.yml");
    }

    @Test
    void promtoolFindsNothingToComplainOfInRules() {
        String[] rules = Monitoring.files("prometheus/rules").stream()
                .map(MonitoringToolsTest::relative)
                .toArray(String[]::new);
        succeeds(Stream.concat(Stream.of("promtool", "check", "rules", "--lint=all", "--lint-fatal"), Stream.of(rules))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("ruleTests")
    void alertsFireAndAreSilent(String file) {
        succeeds("promtool", "test", "rules", file);
    }

    @Test
    void alertmanagerTakesItsConfiguration() {
        succeeds("amtool", "check-config", ALERTMANAGER);
    }

    @Test
    void theBlackboxExporterTakesItsConfiguration() {
        succeeds("prometheus-blackbox-exporter", "--config.check", "--config.file=blackbox/blackbox.yml");
    }

    @ParameterizedTest
    @CsvSource({
        "severity=critical,",
        "severity=critical, concern=security",
        "severity=warning,",
        "severity=warning, concern=security"
    })
    void anAlertIsSentToOneReceiver(String severity, String concern) {
        String receiver = concern != null ? "security" : severity.endsWith("critical") ? "pages" : "tickets";
        Stream<String> labels = Stream.of(severity, concern).filter(label -> label != null);
        succeeds(Stream.concat(
                        Stream.of(
                                "amtool",
                                "config",
                                "routes",
                                "test",
                                "--config.file=" + ALERTMANAGER,
                                "--verify.receivers=" + receiver),
                        labels)
                .toArray(String[]::new));
    }

    private static void succeeds(String... command) {
        assumeThat(isInstalled(command[0])).as("%s is installed", command[0]).isTrue();
        Ended ended = run(List.of(command));
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Ended run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String relative(Path file) {
        return DIRECTORY.relativize(file).toString();
    }
}
