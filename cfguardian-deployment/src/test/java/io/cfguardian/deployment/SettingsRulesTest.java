package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes are told is what they understand, and no secret is among it. */
final class SettingsRulesTest {

    private static final Pattern VARIABLE = Pattern.compile("CFGUARDIAN_[A-Z0-9_]+");

    /** Of the command line, not of a node: the token of an administrator. */
    private static final String TOKEN = "CFGUARDIAN_TOKEN";

    static List<Resources> installations() {
        return Everything.installations();
    }

    static List<Resources> all() {
        return Everything.all();
    }

    @Test
    void theTableOfSettingsIsRead() {
        assertThat(Names.all()).hasSizeGreaterThan(90).anySatisfy(setting -> {
            assertThat(setting.key()).isEqualTo("secrets.master");
            assertThat(setting.variable()).isEqualTo("CFGUARDIAN_SECRETS_MASTER");
            assertThat(setting.isSecret()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyVariableIsASetting(Resources resources) {
        assertThat(mentioned(Resources.tree(resources.all()).toString()))
                .isSubsetOf(Names.all().stream().map(Names.Setting::variable).toList());
    }

    @Test
    void everyVariableInTheGuideIsASetting() {
        List<String> known = new ArrayList<>(
                Names.all().stream().map(Names.Setting::variable).toList());
        known.add(TOKEN);
        known.add("CFGUARDIAN_SERVICE_HOST");
        assertThat(mentioned(Everything.text(Everything.ROOT.resolve("docs/kubernetes.md"))))
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyKeyInANodesFileIsASetting(Resources resources) {
        List<String> known = Names.all().stream().map(Names.Setting::key).toList();
        assertThat(Names.nodes(resources))
                .isNotEmpty()
                .allSatisfy((node, keys) -> assertThat(known).containsAll(keys.keySet()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noConfigMapHoldsASecret(Resources resources) {
        List<String> secret = Names.all().stream()
                .filter(Names.Setting::isSecret)
                .flatMap(setting -> List.of(setting.variable(), setting.key()).stream())
                .toList();
        assertThat(secret).contains("CFGUARDIAN_POSTGRES_PASSWORD");
        assertThat(resources.of(ConfigMap.class)).allSatisfy(map -> {
            assertThat(map.getData()).doesNotContainKeys(secret.toArray(String[]::new));
            assertThat(map.getData().values())
                    .noneMatch(text -> text.contains("PRIVATE KEY") || text.matches("(?s).*://[^/\\s]*:[^/\\s]*@.*"));
        });
        assertThat(Pods.of(resources))
                .allSatisfy(pod -> assertThat(pod.containers())
                        .flatExtracting(container -> container.getEnv())
                        .extracting(variable -> variable.getName())
                        .doesNotContainAnyElementsOf(secret));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void noSecretComesWithAnInstallation(Resources resources) {
        assertThat(resources.of(Secret.class)).isEmpty();
    }

    /** A node refuses a master secret of fewer than 32 characters, a password of fewer than 12, and what is no PEM. */
    @Test
    void theExampleOfSecretsIsRefusedByANode() {
        assertThat(Everything.example().of(Secret.class))
                .hasSize(2)
                .allSatisfy(secret ->
                        assertThat(secret.getStringData().values()).isNotEmpty().allMatch("REPLACE"::equals));
    }

    /** As the node itself checks when it starts. */
    @ParameterizedTest
    @MethodSource("installations")
    void aMemberFindsItselfInTheListThatAllHave(Resources resources) {
        int replicas = resources.one(StatefulSet.class, "cfguardian").getSpec().getReplicas();
        Map<String, Map<String, Object>> nodes = Names.nodes(resources);
        assertThat(nodes.keySet())
                .containsExactlyElementsOf(IntStream.range(0, replicas)
                        .mapToObj(i -> "cfguardian-" + i)
                        .toList());
        Object members = nodes.values().iterator().next().get("cluster.members");
        nodes.forEach((node, keys) -> {
            String host = String.valueOf(keys.get("raft.host"));
            assertThat(host).matches(node + "\\.cfguardian-nodes\\.cfguardian\\.svc\\.cluster\\.(local|example)");
            assertThat(keys.get("cluster.tls.certificate-file")).isEqualTo("/etc/cfguardian/tls/" + node + ".crt");
            assertThat(keys.get("cluster.tls.key-file")).isEqualTo("/etc/cfguardian/tls/" + node + ".key");
            if (keys.containsKey("cluster.members")) {
                assertThat(keys.get("cluster.members")).isEqualTo(members);
                assertThat(keys).doesNotContainKey("cluster.join");
                assertThat((List<?>) members)
                        .map(String::valueOf)
                        .contains(node + "=" + host + ":7400/" + host + ":8080");
            } else {
                assertThat(keys).containsEntry("cluster.join", true);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aNodeReadsItsOwnFileAndTheSettingsOfAll(Resources resources) {
        assertThat(resources
                        .one(StatefulSet.class, "cfguardian")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.getArgs())
                            .containsExactly(
                                    "server", "--settings", "/etc/cfguardian/nodes/$(CFGUARDIAN_NODE_ID).yaml");
                    assertThat(node.getEnv().getFirst().getName()).isEqualTo("CFGUARDIAN_NODE_ID");
                    assertThat(node.getEnv()
                                    .getFirst()
                                    .getValueFrom()
                                    .getFieldRef()
                                    .getFieldPath())
                            .isEqualTo("metadata.name");
                    assertThat(node.getEnvFrom())
                            .singleElement()
                            .satisfies(from ->
                                    assertThat(from.getConfigMapRef().getName()).isEqualTo("cfguardian-settings"));
                });
        assertThat(Names.settings(resources))
                .containsEntry("CFGUARDIAN_HTTP_HOST", "0.0.0.0")
                .containsEntry("CFGUARDIAN_SECRETS_MASTER_FILE", "/etc/cfguardian/secrets/master-secret")
                .doesNotContainKeys("CFGUARDIAN_CLUSTER_PLAINTEXT", "CFGUARDIAN_RAFT_HOST", "CFGUARDIAN_NODE_ID");
    }

    private static Set<String> mentioned(String text) {
        Set<String> variables = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            variables.add(variable.group());
        }
        return variables;
    }
}
