package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.deployment.Compose.Service;
import io.cfguardian.deployment.Names.Setting;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every container of {@code deploy/compose}. That compose takes the files is the linter's to say. */
final class ComposeTest {

    static Collection<Service> all() {
        return Compose.services().values();
    }

    @Test
    void thereAreThreeNodesAndWhatTheyNeedAndAreWatchedBy() {
        assertThat(Compose.services().keySet())
                .containsExactly(
                        "alertmanager",
                        "blackbox",
                        "grafana",
                        "loki",
                        "node-1",
                        "node-2",
                        "node-3",
                        "postgres",
                        "prometheus",
                        "promtail",
                        "redis");
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingRunsAsRootOrMayBecomeItOrWritesItsRoot(Service service) {
        assertThat(service.text("user")).matches("[1-9][0-9]*:[1-9][0-9]*");
        assertThat(service.fields()).containsEntry("read_only", true).doesNotContainKeys("privileged", "cap_add");
        assertThat(service.strings("cap_drop")).containsExactly("ALL");
        assertThat(service.strings("security_opt")).containsExactly("no-new-privileges:true");
    }

    @ParameterizedTest
    @MethodSource("all")
    void memoryProcessesAndLogsAreBounded(Service service) {
        assertThat(service.text("mem_limit")).matches("[0-9]+[mg]");
        assertThat(service.text("pids_limit")).matches("[0-9]+");
        assertThat(service.text("logging")).containsAnyOf("max-size=10m", "udp://127.0.0.1:1514");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyImageIsPinned(Service service) {
        assertThat(service.text("image")).matches("[a-z/-]+:v?[0-9]+(\\.[0-9]+)+");
    }

    /** The machine itself reaches what is open, and nobody else. */
    @ParameterizedTest
    @MethodSource("all")
    void nothingIsOpenToOtherMachines(Service service) {
        assertThat(service.strings("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(service.fields()).doesNotContainKey("network_mode");
    }

    @ParameterizedTest
    @MethodSource("all")
    void filesComeFromTheTreeAndCannotBeWritten(Service service) {
        assertThat(service.strings("volumes"))
                .filteredOn(volume -> volume.startsWith("."))
                .allSatisfy(volume -> {
                    String[] parts = volume.split(":", -1);
                    assertThat(parts).hasSize(3).endsWith("ro");
                    assertThat(parts[0].startsWith("./secrets/") || Files.exists(Compose.DIRECTORY.resolve(parts[0])))
                            .as(parts[0])
                            .isTrue();
                });
        assertThat(service.strings("volumes"))
                .filteredOn(volume -> !volume.startsWith("."))
                .allSatisfy(volume -> assertThat(Compose.section("volumes")).containsKey(volume.split(":", -1)[0]));
    }

    @ParameterizedTest
    @MethodSource("all")
    void secretsAreFilesThatPrepareMakes(Service service) {
        assertThat(Compose.section("secrets").keySet()).containsAll(service.strings("secrets"));
        assertThat(service.environment().keySet())
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|MASTER|TOKEN|REDIS_URL)"));
        String prepare = Everything.text(Compose.DIRECTORY.resolve("prepare"));
        assertThat(Compose.section("secrets")).allSatisfy((name, secret) -> {
            assertThat(secret).hasToString("{file=./secrets/" + name + "}");
            assertThat(prepare).containsPattern("(?m)^secret " + name + "$|secrets/" + name + "\\b");
        });
    }

    /** The build of an image takes the whole tree, and keeps what it took in its layers. */
    @Test
    void secretsComeNeitherIntoTheHistoryNorIntoImages() {
        assertThat(Everything.text(Compose.DIRECTORY.resolve(".gitignore"))).containsPattern("(?m)^secrets/$");
        assertThat(Everything.text(Everything.ROOT.resolve(".dockerignore")))
                .containsPattern("(?m)^deploy/compose/secrets$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node-1", "node-2", "node-3"})
    void aNodeUnderstandsItsSettingsAndFindsItselfInTheList(String name) {
        Service node = Compose.service(name);
        List<String> settings = Names.all().stream().map(Setting::variable).toList();
        assertThat(settings).containsAll(node.environment().keySet());
        assertThat(node.environment()).containsEntry("CFGUARDIAN_NODE_ID", name);
        assertThat(node.environment()).containsEntry("CFGUARDIAN_RAFT_HOST", name);
        assertThat(String.valueOf(node.environment().get("CFGUARDIAN_CLUSTER_MEMBERS"))
                        .split(",", -1))
                .contains("%1$s=%1$s:7400/%1$s:8080".formatted(name));
        assertThat(node.text("hostname")).isEqualTo(name);
        assertThat(node.text("logging")).contains("tag=" + name);
        assertThat(node.strings("volumes")).contains("./secrets/nodes/" + name + ":/etc/cfguardian/tls:ro");
        assertThat(Everything.text(Compose.DIRECTORY.resolve("prepare"))).contains(" " + name + "=" + name);
        assertThat(Everything.text(Monitoring.DIRECTORY.resolve("prometheus/nodes.yml")))
                .contains(name + ":8080");
    }

    /** A node writes its log by UDP, so that it neither waits for promtail nor needs it to start. */
    @Test
    void logsGoFromNodesToPromtailToLoki() {
        assertThat(Compose.service("promtail").strings("ports")).containsExactly("127.0.0.1:1514:1514/udp");
        assertThat(Everything.text(Monitoring.DIRECTORY.resolve("promtail/promtail.yml")))
                .contains("listen_address: 0.0.0.0:1514", "listen_protocol: udp", "url: http://loki:3100/");
        assertThat(Everything.text(Monitoring.DIRECTORY.resolve("loki/loki.yml")))
                .contains("http_listen_port: 3100", "retention_enabled: true", "retention_period: ");
    }

    /** A label for each of them, and no more: what a line says has no bound. */
    @Test
    void labelsOfLogLinesAreBounded() {
        Set<String> labels = new TreeSet<>();
        Monitoring.labels(Monitoring.document("promtail/promtail.yml"), labels);
        assertThat(labels).containsExactly("cluster", "job", "level", "node");
    }
}
