package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod, and for those of the nodes. */
final class PodRulesTest {

    static List<Pods> pods() {
        return Everything.all().stream()
                .flatMap(resources -> Pods.of(resources).stream())
                .toList();
    }

    static List<Resources> installations() {
        return Everything.installations();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void nothingRunsAsRootOrMayBecomeIt(Pods pod) {
        assertThat(pod.spec().getSecurityContext()).satisfies(security -> {
            assertThat(security.getRunAsNonRoot()).isTrue();
            assertThat(security.getRunAsUser()).isEqualTo(65532);
            assertThat(security.getRunAsGroup()).isEqualTo(65532);
            assertThat(security.getFsGroup()).isEqualTo(65532);
            assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
        assertThat(pod.spec().getHostNetwork()).isNull();
        assertThat(pod.spec().getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(pod.containers()).isNotEmpty().allSatisfy(container -> {
            SecurityContext security = container.getSecurityContext();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getPrivileged()).isNull();
            assertThat(security.getRunAsUser()).isNull();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(security.getCapabilities().getAdd()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("pods")
    void theRootFileSystemIsReadOnlyAndTmpIsBounded(Pods pod) {
        assertThat(pod.containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getVolumeMounts())
                    .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
        });
        assertThat(pod.spec().getVolumes())
                .filteredOn(volume -> volume.getName().equals("tmp"))
                .singleElement()
                .satisfies(volume ->
                        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("pods")
    void memoryAndProcessorAreAskedForAndLimited(Pods pod) {
        assertThat(pod.containers()).allSatisfy(container -> {
            Map<String, Quantity> requests = container.getResources().getRequests();
            Map<String, Quantity> limits = container.getResources().getLimits();
            assertThat(requests).containsKeys("cpu", "memory");
            assertThat(limits).containsKeys("cpu", "memory");
        });
    }

    /** A node refuses variables that begin with CFGUARDIAN_ and mean nothing, and service links are such. */
    @ParameterizedTest
    @MethodSource("pods")
    void kubernetesPutsNothingIntoAPodByItself(Pods pod) {
        assertThat(pod.spec().getEnableServiceLinks()).isFalse();
        assertThat(pod.spec().getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.spec().getServiceAccountName()).isEqualTo("cfguardian");
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyImageIsPinned(Pods pod) {
        assertThat(pod.containers())
                .allSatisfy(container ->
                        assertThat(container.getImage()).matches(".+:[^:/]+").doesNotEndWith(":latest"));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void everyMountHasAVolume(Pods pod) {
        List<String> volumes =
                pod.spec().getVolumes().stream().map(volume -> volume.getName()).toList();
        assertThat(pod.containers())
                .allSatisfy(container -> assertThat(container.getVolumeMounts()).allSatisfy(mount -> {
                    if (!mount.getName().equals("data")) {
                        assertThat(volumes).contains(mount.getName());
                    }
                    // Such a mount never changes, and a new certificate or secret would not arrive.
                    assertThat(mount.getSubPath()).isNull();
                    assertThat(mount.getSubPathExpr()).isNull();
                }));
        assertThat(pod.spec().getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .allSatisfy(volume -> assertThat(volume.getSecret().getDefaultMode())
                        .as("mode of %s", volume.getName())
                        .isEqualTo(0440));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aNodeIsProbedForLifeAndReadiness(Resources resources) {
        Container node = node(resources).getContainers().getFirst();
        String scheme = node.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getName().equals("http-tls"))
                ? "HTTPS"
                : "HTTP";
        assertProbe(node.getStartupProbe(), "/live", scheme);
        assertProbe(node.getLivenessProbe(), "/live", scheme);
        assertProbe(node.getReadinessProbe(), "/ready", scheme);
        assertThat(node.getStartupProbe().getFailureThreshold()
                        * node.getStartupProbe().getPeriodSeconds())
                .isGreaterThanOrEqualTo(300);
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aNodeHasTheTimeThatItsStopMayTake(Resources resources) {
        Map<String, String> settings = Names.settings(resources);
        int drain = seconds(settings.getOrDefault("CFGUARDIAN_NODE_DRAIN_TIME", ""));
        int stop = seconds(settings.getOrDefault("CFGUARDIAN_NODE_STOP_TIMEOUT", ""));
        assertThat(node(resources).getTerminationGracePeriodSeconds()).isEqualTo(drain + stop + 10);
        Probe ready = node(resources).getContainers().getFirst().getReadinessProbe();
        assertThat(drain)
                .as("time in which load balancers notice")
                .isGreaterThan(ready.getPeriodSeconds() * ready.getFailureThreshold());
    }

    @ParameterizedTest
    @MethodSource("installations")
    void nodesStartTogetherStopOneByOneAndKeepTheirVolumes(Resources resources) {
        StatefulSet set = resources.one(StatefulSet.class, "cfguardian");
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(set.getSpec().getUpdateStrategy())
                .as("one by one, by default")
                .isNull();
        assertThat(set.getSpec().getPersistentVolumeClaimRetentionPolicy()).satisfies(policy -> {
            assertThat(policy.getWhenDeleted()).isEqualTo("Retain");
            assertThat(policy.getWhenScaled()).isEqualTo("Retain");
        });
        assertThat(set.getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.getMetadata().getName()).isEqualTo("data"));
        assertThat(resources.one(PodDisruptionBudget.class, "cfguardian").getSpec())
                .satisfies(budget -> {
                    assertThat(budget.getMaxUnavailable().getIntVal()).isEqualTo(1);
                    assertThat(budget.getSelector()).isEqualTo(set.getSpec().getSelector());
                });
        assertThat(set.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting(spread -> spread.getTopologyKey())
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    /** Nodes that are not ready have to find each other, and clients must not find them. */
    @ParameterizedTest
    @MethodSource("installations")
    void nodesFindEachOtherBeforeTheyAreReadyAndClientsDoNot(Resources resources) {
        StatefulSet set = resources.one(StatefulSet.class, "cfguardian");
        Service nodes = resources.one(Service.class, set.getSpec().getServiceName());
        assertThat(nodes.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(nodes.getSpec().getPublishNotReadyAddresses()).isTrue();
        Service clients = resources.one(Service.class, "cfguardian");
        assertThat(clients.getSpec().getPublishNotReadyAddresses()).isNull();
        assertThat(clients.getSpec().getPorts())
                .as("not the port of Raft")
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        assertThat(List.of(nodes, clients))
                .allSatisfy(service -> assertThat(service.getSpec().getSelector())
                        .isEqualTo(set.getSpec().getSelector().getMatchLabels()));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void noTokenOfKubernetesIsHandedOut(Resources resources) {
        assertThat(resources.of(ServiceAccount.class))
                .isNotEmpty()
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
        assertThat(resources.all())
                .extracting(resource -> resource.getKind())
                .doesNotContain("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    }

    private static PodSpec node(Resources resources) {
        return resources
                .one(StatefulSet.class, "cfguardian")
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static void assertProbe(Probe probe, String path, String scheme) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPath()).isEqualTo(path);
        assertThat(get.getPort().getStrVal()).isEqualTo("http");
        assertThat(get.getScheme()).isEqualTo(scheme);
    }

    private static int seconds(String duration) {
        assertThat(duration).matches("[0-9]+s");
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }
}
