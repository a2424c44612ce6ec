package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the network policies let through, all of them together. */
final class NetworkRulesTest {

    private static final int RAFT = 7400;
    private static final int HTTP = 8080;

    private static final Map<String, String> NODE = labels("node");
    private static final Map<String, String> TOOL = labels("tool");

    static List<Resources> installations() {
        return Everything.installations();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void whatIsNotNamedIsDeniedToEveryPod(Resources resources) {
        assertThat(Pods.of(resources))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(resources.of(NetworkPolicy.class))
                        .as("a policy that denies %s everything", pod)
                        .anySatisfy(policy -> {
                            assertThat(selects(policy.getSpec().getPodSelector(), pod.labels()))
                                    .isTrue();
                            assertThat(policy.getSpec().getPolicyTypes())
                                    .containsExactlyInAnyOrder("Ingress", "Egress");
                            assertThat(policy.getSpec().getIngress()).isEmpty();
                            assertThat(policy.getSpec().getEgress()).isEmpty();
                        }));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void onlyNodesReachThePortOfRaft(Resources resources) {
        List<NetworkPolicyPeer> peers = allowed(resources, NODE, RAFT);
        assertThat(peers)
                .as("somebody may, or there is no cluster")
                .isNotEmpty()
                .allSatisfy(peer -> {
                    assertThat(peer.getIpBlock()).isNull();
                    assertThat(peer.getNamespaceSelector()).isNull();
                    assertThat(peer.getPodSelector().getMatchLabels()).containsAllEntriesOf(NODE);
                });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void toolsReachThePortOfClientsAndNothingElse(Resources resources) {
        assertThat(allowed(resources, NODE, HTTP)).anyMatch(peer -> isPod(peer, TOOL));
        assertThat(egress(resources, TOOL, HTTP)).anyMatch(peer -> isPod(peer, NODE));
        assertThat(egress(resources, TOOL, RAFT)).isEmpty();
        assertThat(egress(resources, NODE, RAFT)).anyMatch(peer -> isPod(peer, NODE));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyPodMayAskForNamesInTheSystemsNamespaceAlone(Resources resources) {
        Stream.of(NODE, TOOL)
                .forEach(labels -> assertThat(egress(resources, labels, 53))
                        .isNotEmpty()
                        .allSatisfy(
                                peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                                        .containsEntry("kubernetes.io/metadata.name", "kube-system")));
    }

    /** Everybody, where a rule names nobody: such a rule is a peer without selectors. */
    private static List<NetworkPolicyPeer> allowed(Resources resources, Map<String, String> to, int port) {
        return selecting(resources, to)
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .filter(rule -> covers(rule.getPorts(), port))
                .flatMap(
                        rule -> rule.getFrom().isEmpty() ? Stream.of(new NetworkPolicyPeer()) : rule.getFrom().stream())
                .toList();
    }

    private static List<NetworkPolicyPeer> egress(Resources resources, Map<String, String> from, int port) {
        return selecting(resources, from)
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .filter(rule -> covers(rule.getPorts(), port))
                .flatMap(rule -> rule.getTo().isEmpty() ? Stream.of(new NetworkPolicyPeer()) : rule.getTo().stream())
                .toList();
    }

    private static Stream<NetworkPolicy> selecting(Resources resources, Map<String, String> labels) {
        return resources
                .of(NetworkPolicy.class)
                .filter(policy -> selects(policy.getSpec().getPodSelector(), labels));
    }

    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        assertThat(selector.getMatchExpressions()).isEmpty();
        Map<String, String> wanted = selector.getMatchLabels();
        return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
    }

    private static boolean covers(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(one -> one.getPort() == null
                                || one.getPort().getIntVal() == null
                                || one.getPort().getIntVal() == port
                                || (one.getEndPort() != null
                                        && one.getPort().getIntVal() <= port
                                        && port <= one.getEndPort()));
    }

    private static boolean isPod(NetworkPolicyPeer peer, Map<String, String> labels) {
        return peer.getPodSelector() != null
                && peer.getNamespaceSelector() == null
                && selects(peer.getPodSelector(), labels);
    }

    private static Map<String, String> labels(String component) {
        return Map.of(
                "app.kubernetes.io/name", "cfguardian",
                "app.kubernetes.io/instance", "cfguardian",
                "app.kubernetes.io/component", component);
    }
}
