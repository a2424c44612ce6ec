package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every resource has only fields that there are, of their types. */
final class StrictParsingTest {

    /** The fields that resources of operators may have here, as the operators' documentation names them. */
    private static final Map<String, Set<String>> FIELDS_OF_OPERATORS = Map.of(
            "ServiceMonitor monitoring.coreos.com/v1",
            Set.of(
                    "spec.selector.matchLabels.*",
                    "spec.endpoints[].port",
                    "spec.endpoints[].path",
                    "spec.endpoints[].scheme",
                    "spec.endpoints[].interval",
                    "spec.endpoints[].scrapeTimeout",
                    "spec.endpoints[].tlsConfig.serverName",
                    "spec.endpoints[].tlsConfig.ca.secret.name",
                    "spec.endpoints[].tlsConfig.ca.secret.key",
                    "spec.endpoints[].authorization.type",
                    "spec.endpoints[].authorization.credentials.name",
                    "spec.endpoints[].authorization.credentials.key"),
            "Certificate cert-manager.io/v1",
            Set.of(
                    "spec.secretName",
                    "spec.commonName",
                    "spec.uris[]",
                    "spec.dnsNames[]",
                    "spec.usages[]",
                    "spec.duration",
                    "spec.renewBefore",
                    "spec.privateKey.algorithm",
                    "spec.privateKey.size",
                    "spec.privateKey.encoding",
                    "spec.privateKey.rotationPolicy",
                    "spec.issuerRef.name",
                    "spec.issuerRef.kind"),
            "ExternalSecret external-secrets.io/v1",
            Set.of(
                    "spec.refreshInterval",
                    "spec.secretStoreRef.kind",
                    "spec.secretStoreRef.name",
                    "spec.target.name",
                    "spec.target.creationPolicy",
                    "spec.target.deletionPolicy",
                    "spec.data[].secretKey",
                    "spec.data[].remoteRef.key",
                    "spec.data[].remoteRef.property"));

    static List<Resources> all() {
        return Everything.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFieldIsKnown(Resources resources) {
        for (HasMetadata resource : resources.all()) {
            List<String> unknown =
                    resource instanceof GenericKubernetesResource custom ? unknown(custom) : UnknownFields.of(resource);
            assertThat(unknown)
                    .as("%s %s", resource.getKind(), resource.getMetadata().getName())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsThereTwice(Resources resources) {
        assertThat(resources.all().stream()
                        .map(resource -> resource.getKind() + " "
                                + resource.getMetadata().getName()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatIsNotThereIsFound() {
        assertThat(UnknownFields.of(parsed("replicas: 3, bogus: 1"))).containsExactly("StatefulSet.Spec.bogus");
        assertThat(UnknownFields.of(parsed("template: {spec: {containers: [{name: a, imagee: b}]}}")))
                .containsExactly("StatefulSet.Spec.Template.Spec.Containers[].imagee");
    }

    @Test
    void aFieldOfAnotherTypeIsFound() {
        assertThatThrownBy(() -> parsed("replicas: '3'")).hasMessageContaining("StatefulSet.spec.replicas");
        assertThatThrownBy(() -> parsed("template: {spec: {containers: [{env: [{name: A, value: 1}]}]}}"))
                .hasMessageContaining("spec.containers[].env[].value");
        assertThatThrownBy(() -> parsed("template: {spec: {enableServiceLinks: 'false'}}"))
                .hasMessageContaining("enableServiceLinks");
        assertThatThrownBy(() -> Resources.parse(
                        "test", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {port: 8080}}"))
                .hasMessageContaining("data.port");
    }

    @Test
    void aKeyThatIsGivenTwiceIsFound() {
        assertThatThrownBy(() -> parsed("replicas: 1, replicas: 2")).hasMessageContaining("duplicate");
    }

    @Test
    void aFieldThatAnOperatorDoesNotHaveIsFound() {
        Resources resources = Resources.parse(
                "test",
                "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: a}, spec: {dnsName: [b]}}");
        assertThat(unknown((GenericKubernetesResource) resources.all().getFirst()))
                .containsExactly("spec.dnsName[]");
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void aKustomizationNamesAllThatLiesBesideIt(Path directory) {
        assertThat(Yaml.list(Everything.text(directory.resolve("kustomization.yaml")), "resources"))
                .containsExactlyInAnyOrderElementsOf(Everything.files(directory)
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.equals("kustomization.yaml"))
                        .toList());
    }

    static Stream<Path> kustomizations() {
        return Stream.of(
                        "base",
                        "components/backup",
                        "components/cert-manager",
                        "components/external-secrets",
                        "components/ingress",
                        "components/monitoring")
                .map(name -> Everything.K8S.resolve("manifests").resolve(name));
    }

    /** It is replaced by its place, which kustomize does not compare with its name. */
    @Test
    void whatCertManagerReplacesIsTheVolumeOfTheCertificates() {
        assertThat(Everything.text(Everything.K8S.resolve("manifests/components/cert-manager/kustomization.yaml")))
                .contains("path: /spec/template/spec/volumes/1\n");
        assertThat(Everything.plain()
                        .one(StatefulSet.class, "cfguardian")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .get(1)
                        .getName())
                .isEqualTo("node-tls");
    }

    @Test
    void theBackupRunsOneScriptWhereverItIsInstalled() {
        Map<String, String> scripts =
                Everything.plain().one(ConfigMap.class, "cfguardian-backup").getData();
        assertThat(scripts).hasSize(2);
        scripts.forEach((name, text) -> assertThat(text)
                .isEqualTo(
                        Everything.text(Chart.DIRECTORY.resolve("files/backup").resolve(name))));
    }

    private static StatefulSet parsed(String spec) {
        String yaml = "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: {" + spec + "}}";
        return Resources.parse("test", yaml).one(StatefulSet.class, "a");
    }

    private static List<String> unknown(GenericKubernetesResource resource) {
        String kind = resource.getKind() + " " + resource.getApiVersion();
        assertThat(FIELDS_OF_OPERATORS).as("a kind that is known").containsKey(kind);
        Set<String> fields = new TreeSet<>();
        resource.getAdditionalProperties().forEach((key, value) -> leaves(key, value, fields));
        fields.removeIf(field -> FIELDS_OF_OPERATORS.getOrDefault(kind, Set.of()).stream()
                .anyMatch(known -> known.endsWith(".*")
                        ? field.startsWith(known.substring(0, known.length() - 1))
                        : known.equals(field)));
        return List.copyOf(fields);
    }

    private static void leaves(String path, Object value, Set<String> fields) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, item) -> leaves(path + "." + key, item, fields));
            case List<?> list -> list.forEach(item -> leaves(path + "[]", item, fields));
            default -> fields.add(path);
        }
    }
}
