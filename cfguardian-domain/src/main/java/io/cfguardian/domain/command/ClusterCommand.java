package io.cfguardian.domain.command;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.limit.Limit;
import java.util.List;

/** What is asked about the cluster's own nodes. What Raft has to do for it is done by the leader, afterwards. */
public sealed interface ClusterCommand extends Command {

    /**
     * Records which nodes there are, when nothing is recorded or what is recorded are the nodes of another cluster, from which the
     * state was restored.
     *
     * @param format the level in which is written from now on; never below the one there is
     * @param nodes 1 or more, all settled
     */
    record FoundCluster(FormatLevel format, List<ClusterNode> nodes) implements ClusterCommand {
        public FoundCluster {
            nodes = List.copyOf(nodes);
            if (nodes.stream().noneMatch(ClusterNode::isVoter)
                    || !nodes.stream().allMatch(ClusterNode::isSettled)
                    || nodes.size() > Limit.NODES.max()) {
                throw new IllegalArgumentException(
                        "a cluster begins with 1 to " + Limit.NODES.max() + " settled nodes, one of them a voter");
            }
        }
    }

    /** Has the log and the state hold more kinds of things; keeps everything when they do already. */
    record RaiseFormat(FormatLevel format) implements ClusterCommand {}

    /** Adds a node; its phase is joining. */
    record AddNode(NodeId id, String address, String http, Standing standing) implements ClusterCommand {
        /** @throws IllegalArgumentException when an address is not of the form host:port, or too long */
        public AddNode {
            new ClusterNode(id, address, http, standing, ClusterNode.Phase.JOINING);
        }

        /** The node as it is recorded. */
        public ClusterNode node() {
            return new ClusterNode(id, address, http, standing, ClusterNode.Phase.JOINING);
        }
    }

    /** Makes a learner a voter. */
    record PromoteNode(NodeId id) implements ClusterCommand {}

    /** Has a node leave; one that is still joining stops doing so. */
    record RemoveNode(NodeId id) implements ClusterCommand {}

    /** Notes that a node is what it was to be: it has joined, or it has left. */
    record SettleNode(NodeId id, ClusterNode.Phase phase) implements ClusterCommand {
        /** @throws IllegalArgumentException when the phase is not one that ends */
        public SettleNode {
            if (phase == ClusterNode.Phase.SETTLED) {
                throw new IllegalArgumentException("a node that is settled has nothing to end");
            }
        }
    }
}
