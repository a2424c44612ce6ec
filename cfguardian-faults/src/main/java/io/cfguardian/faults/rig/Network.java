package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The network between the nodes, to be cut by nftables. All nodes are on the loopback of one network namespace, so a packet's
 * addresses do not say who sent it; each node therefore runs under a group id of its own, by which its packets are known,
 * and each connection is marked with the node that opened it. Clients are not touched. Used by one thread.
 */
public final class Network {

    /** The system property that says that the process runs in namespaces of its own. */
    private static final String PROPERTY = "cfguardian.faults.network";

    /** Groups that no user of a system has. */
    private static final int GROUP_FIRST = 70_001;

    private static final int LOSS_PERCENT = 20;

    private final ProcessCluster cluster;

    private Network(ProcessCluster cluster) {
        this.cluster = cluster;
    }

    /** Whether this process is in namespaces of its own, whose rules and mounts may be changed. */
    public static boolean isOwn() {
        return "own".equals(System.getProperty(PROPERTY));
    }

    /** The words before the command of a node that give it its group. */
    public static List<String> launcher(int node) {
        return List.of("setpriv", "--regid", String.valueOf(group(node)), "--clear-groups", "--");
    }

    /** Takes the network over, whole. */
    public static Network of(ProcessCluster cluster) {
        Network network = new Network(cluster);
        List<String> rules = new ArrayList<>(List.of(
                "add table inet faults",
                // After the connection is looked up (-200), before anything is dropped.
                "add chain inet faults opened { type filter hook output priority -150; }",
                "add chain inet faults cut { type filter hook output priority 0; }"));
        network.nodes()
                .forEach(node -> rules.add("add rule inet faults opened meta skgid %d tcp dport %s ct mark set %d"
                        .formatted(group(node), network.ports(), group(node))));
        network.nft(rules);
        return network;
    }

    /** Drops what {@code from} sends to {@code to}, over connections of either. */
    void cut(int from, int to) {
        nft(List.of(
                "add rule inet faults cut meta skgid %d tcp dport %d drop".formatted(group(from), cluster.raftPort(to)),
                "add rule inet faults cut meta skgid %d tcp sport %d ct mark %d drop"
                        .formatted(group(from), cluster.raftPort(from), group(to))));
    }

    /** Drops all that a node and the others send each other: to each it is as if the other were gone without a word. */
    public void isolate(int node) {
        nodes().filter(other -> other != node).forEach(other -> {
            cut(node, other);
            cut(other, node);
        });
    }

    /** Loses a part of all packets between nodes. */
    void lose() {
        nft(List.of(
                "add rule inet faults cut tcp dport %s numgen random mod 100 < %d drop"
                        .formatted(ports(), LOSS_PERCENT),
                "add rule inet faults cut tcp sport %s numgen random mod 100 < %d drop"
                        .formatted(ports(), LOSS_PERCENT)));
    }

    /** Undoes all cuts. */
    public void heal() {
        nft(List.of("flush chain inet faults cut"));
    }

    private IntStream nodes() {
        return IntStream.range(0, cluster.size());
    }

    private static int group(int node) {
        return GROUP_FIRST + node;
    }

    private String ports() {
        return nodes().mapToObj(node -> String.valueOf(cluster.raftPort(node)))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private void nft(List<String> commands) {
        SystemCommand.run(String.join("\n", commands) + "\n", List.of("nft", "-f", "-"));
    }
}
