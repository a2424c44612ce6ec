package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart by itself: Helm's own rules, its values, and that it is the plain manifests when nothing is set. */
final class ChartTest {

    static Stream<Path> valueFiles() {
        return Chart.valueFiles();
    }

    @Test
    void helmFindsNothingToComplainOf() {
        var result = new Helm(Chart.DIRECTORY).lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("valueFiles")
    void everythingHasTheUsualLabels(Path values) {
        assertThat(Chart.rendered(values).all())
                .allSatisfy(resource -> assertThat(resource.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/name", "cfguardian")
                        .containsEntry("app.kubernetes.io/instance", "cfguardian")
                        .containsEntry("app.kubernetes.io/managed-by", "Helm")
                        .containsKeys("app.kubernetes.io/version", "helm.sh/chart"));
    }

    /** Everything that both have is one and the same, but for what Helm says of itself. */
    @Test
    void withoutValuesTheChartIsThePlainManifests() {
        Map<String, Object> plain = byName(Everything.plain());
        Map<String, Object> chart = byName(Chart.rendered(
                "all parts",
                template -> template.set("backup.enabled", true)
                        .set("externalSecret.enabled", true)
                        .set("ingress.enabled", true)
                        .set("nodeTls.certManager.enabled", true)
                        .set("quota.enabled", true)
                        .set("serviceMonitor.enabled", true)));
        assertThat(plain.keySet()).contains("Namespace cfguardian");
        plain.remove("Namespace cfguardian");
        assertThat(chart.keySet()).contains("Pod cfguardian-test");
        chart.remove("Pod cfguardian-test");
        // With certificates of cert-manager, which kustomize puts there by a patch.
        plain.remove("StatefulSet cfguardian");
        chart.remove("StatefulSet cfguardian");
        // In a namespace that may be shared, the chart denies to its own pods alone.
        plain.remove("NetworkPolicy cfguardian-deny");
        chart.remove("NetworkPolicy cfguardian-deny");
        assertThat(chart.keySet()).isEqualTo(plain.keySet());
        plain.forEach((name, resource) -> assertThat(chart.get(name)).as(name).isEqualTo(resource));
        assertThat(byName(Chart.rendered("nothing", template -> template)).get("StatefulSet cfguardian"))
                .isEqualTo(byName(Everything.plain()).get("StatefulSet cfguardian"));
    }

    @Test
    void podsThatAreNoMembersWaitToBeAdded() {
        Map<String, Map<String, Object>> nodes =
                Names.nodes(Chart.rendered("four pods", template -> template.set("replicas", 4)));
        assertThat(nodes.get("cfguardian-3")).containsEntry("cluster.join", true);
        assertThat(nodes.get("cfguardian-2")).containsKey("cluster.members");
    }

    /** Growing must not restart the nodes that run. */
    @Test
    void onePodMoreChangesNothingInThePods() {
        Resources three = Chart.rendered("three", template -> template);
        Resources four = Chart.rendered("four", template -> template.set("replicas", 4));
        assertThat(four.one(StatefulSet.class, "cfguardian").getSpec().getTemplate())
                .isEqualTo(three.one(StatefulSet.class, "cfguardian").getSpec().getTemplate());
    }

    @Test
    void anotherSettingRestartsThePods() {
        Resources info = Chart.rendered("info", template -> template);
        Resources debug = Chart.rendered("debug", template -> template.set("settings.CFGUARDIAN_LOG_LEVEL", "debug"));
        assertThat(debug.one(StatefulSet.class, "cfguardian").getSpec().getTemplate())
                .isNotEqualTo(
                        info.one(StatefulSet.class, "cfguardian").getSpec().getTemplate());
    }

    /** Scaling down alone would stop a node that goes on counting for majorities. */
    @Test
    void aMemberIsNotScaledAway() {
        assertThatThrownBy(() -> Chart.rendered("two pods", template -> template.set("replicas", 2)))
                .hasMessageContaining("cluster.members has 2, but replicas is 2")
                .hasMessageContaining("cfguardian nodes remove");
    }

    @Test
    void aStoppedClusterHasNoPodsAndKeepsTheirNumber() {
        Resources stopped = Chart.rendered("stopped", template -> template.set("stopped", true));
        assertThat(stopped.one(StatefulSet.class, "cfguardian").getSpec().getReplicas())
                .isZero();
        assertThat(Names.nodes(stopped)).hasSize(3);
    }

    @Test
    void theSecretIsMadeByNobodyOrByTheOperator() {
        Resources external = Chart.rendered("external", template -> template.set("externalSecret.enabled", true));
        assertThat(external.of(Secret.class)).isEmpty();
        assertThat(external.all()).extracting(HasMetadata::getKind).contains("ExternalSecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: 0",
                "replicas: three",
                "replicas: 3.5",
                "replicaCount: 3",
                "image: cfguardian",
                "cluster: {name: Prod}",
                "cluster: {members: [zero]}",
                "cluster: {members: [1, 1]}",
                "cluster: {members: []}",
                "cluster: {size: 3}",
                "drainSeconds: -1",
                "settings: {CFGUARDIAN_LOG_LEVLE: debug}",
                "settings: {CFGUARDIAN_SECRETS_MASTER: 0123456789abcdef0123456789abcdef}",
                "settings: {CFGUARDIAN_POSTGRES_PASSWORD: secret}",
                "settings: {CFGUARDIAN_CLUSTER_PLAINTEXT: true}",
                "settings: {CFGUARDIAN_NODE_ID: node-1}",
                "secretFiles: {CFGUARDIAN_SECRETS_MASTER_FILE: /etc/master}",
                "secretFiles: {CFGUARDIAN_SECRETS_MASTER_FILE: null}",
                "resources: {limits: {memory: lots}}",
                "resources: {limits: {memory: null}}",
                "spread: {hosts: Never}",
                "storage: {size: 20 GB}",
                "backup: {schedule: nightly}",
                "backup: {keep: 0}",
                "serviceMonitor: {path: /metrics}",
                "ingress: {enabled: yes please}",
            })
    void aValueThatMakesNoSenseIsRefused(String values, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("values.yaml"), values);
        assertThatThrownBy(() -> Chart.rendered(file))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(values.replaceAll("(?:settings: \\{)?(\\w+).*", "$1"));
    }

    /** A new setting is added to the schema, or the chart would refuse it. */
    @Test
    void theSchemaKnowsEverySettingThatIsNotTheChartsOwn() {
        List<String> owned = Stream.of(
                        "CLUSTER_JOIN",
                        "CLUSTER_MEMBERS",
                        "CLUSTER_NAME",
                        "CLUSTER_PLAINTEXT",
                        "CLUSTER_TLS_CA_FILE",
                        "CLUSTER_TLS_CERTIFICATE_FILE",
                        "CLUSTER_TLS_KEY_FILE",
                        "HTTP_HOST",
                        "HTTP_PORT",
                        "HTTP_REDIRECT_PORT",
                        "HTTP_TLS_CERTIFICATE_FILE",
                        "HTTP_TLS_KEYSTORE_FILE",
                        "HTTP_TLS_KEYSTORE_PASSWORD_FILE",
                        "HTTP_TLS_KEY_FILE",
                        "METRICS_HOST",
                        "METRICS_PORT",
                        "NODE_DATA",
                        "NODE_DRAIN_TIME",
                        "NODE_ID",
                        "NODE_STOP_TIMEOUT",
                        "RAFT_HOST",
                        "RAFT_PORT")
                .map("CFGUARDIAN_"::concat)
                .toList();
        List<Names.Setting> free = Names.all().stream()
                .filter(setting -> !setting.isSecret() && !owned.contains(setting.variable()))
                .toList();
        assertThat(schemaNames("setting"))
                .containsExactlyInAnyOrderElementsOf(free.stream()
                        .filter(setting -> !setting.isFile())
                        .map(Names.Setting::variable)
                        .toList());
        assertThat(schemaNames("fileSetting"))
                .containsExactlyInAnyOrderElementsOf(free.stream()
                        .filter(Names.Setting::isFile)
                        .map(Names.Setting::variable)
                        .toList());
    }

    private static List<String> schemaNames(String definition) {
        return Yaml.list(Everything.text(Chart.DIRECTORY.resolve("values.schema.json")), "$defs", definition, "enum");
    }

    private static Map<String, Object> byName(Resources resources) {
        Map<String, Object> byName = new TreeMap<>();
        for (HasMetadata resource : resources.all()) {
            byName.put(
                    resource.getKind() + " " + resource.getMetadata().getName(), withoutHelm(Resources.tree(resource)));
        }
        return byName;
    }

    /** Without namespaces, which Helm gives later, and what it says of itself. */
    private static Object withoutHelm(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> kept = new LinkedHashMap<>();
                map.forEach((key, inner) -> {
                    Object without = withoutHelm(inner);
                    boolean ofHelm = List.of(
                                    "namespace",
                                    "helm.sh/chart",
                                    "helm.sh/resource-policy",
                                    "checksum/settings",
                                    "app.kubernetes.io/version",
                                    "app.kubernetes.io/part-of",
                                    "app.kubernetes.io/managed-by")
                            .contains(String.valueOf(key));
                    if (!ofHelm && !(key.equals("annotations") && without.equals(Map.of()))) {
                        kept.put(String.valueOf(key), without);
                    }
                });
                yield kept;
            }
            case List<?> list -> list.stream().map(ChartTest::withoutHelm).toList();
            default -> value;
        };
    }
}
