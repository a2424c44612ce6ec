package io.cfguardian.domain.identity;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.state.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes of the cluster and the format in which they write. There is one; a state from before there were rosters has none.
 *
 * @param format the level of the log and the state
 * @param nodes in the order of their ids; ids and addresses are all different, and at most one node is not settled
 */
public record Roster(FormatLevel format, List<ClusterNode> nodes) implements Entity {

    public Roster {
        nodes = List.copyOf(nodes);
        if (!nodes.equals(sorted(nodes))) {
            throw new IllegalArgumentException("the nodes are not in the order of their ids");
        }
        long names = nodes.stream()
                .flatMap(node -> Stream.of(node.id().value(), node.address()))
                .distinct()
                .count();
        if (names != 2L * nodes.size()) {
            throw new IllegalArgumentException("two nodes have the same id or address");
        }
        if (nodes.stream().filter(node -> !node.isSettled()).count() > 1) {
            throw new IllegalArgumentException("more than one node is not settled");
        }
    }

    /** Of nodes in any order. */
    public static Roster of(FormatLevel format, List<ClusterNode> nodes) {
        return new Roster(format, sorted(nodes));
    }

    private static List<ClusterNode> sorted(List<ClusterNode> nodes) {
        return nodes.stream().sorted(Comparator.comparing(ClusterNode::id)).toList();
    }

    /** The format in which a cluster with this state writes. */
    public static FormatLevel formatOf(State state) {
        return state.find(EntityKey.roster()).map(Roster::format).orElse(FormatLevel.FIRST);
    }

    @Override
    public EntityKey<Roster> key() {
        return EntityKey.roster();
    }

    public Optional<ClusterNode> node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The node with this Raft address. */
    public Optional<ClusterNode> at(String address) {
        return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
    }

    /** The one node that is not what it is to be. */
    public Optional<ClusterNode> changing() {
        return nodes.stream().filter(node -> !node.isSettled()).findFirst();
    }

    /** How many nodes count for majorities once everything is settled. */
    public long voters() {
        return nodes.stream()
                .filter(node -> node.isVoter() && node.phase() != ClusterNode.Phase.LEAVING)
                .count();
    }

    /** This with a node in place of the one of its id, or beside the others. */
    public Roster with(ClusterNode node) {
        return Roster.of(
                format,
                Stream.concat(without(node.id()).nodes.stream(), Stream.of(node))
                        .toList());
    }

    /** This without a node. */
    public Roster without(NodeId id) {
        return new Roster(
                format, nodes.stream().filter(node -> !node.id().equals(id)).toList());
    }

    /** This in another format. */
    public Roster in(FormatLevel level) {
        return new Roster(level, nodes);
    }
}
