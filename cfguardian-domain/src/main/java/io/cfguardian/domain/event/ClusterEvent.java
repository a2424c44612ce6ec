package io.cfguardian.domain.event;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.NodeId;
import java.util.List;

/** What a commit did to the record of the cluster's nodes. */
public sealed interface ClusterEvent extends Event {

    /**
     * Which nodes there are was recorded from the beginning.
     *
     * @param format the level in which is written from now on
     * @param nodes all settled
     */
    record ClusterFounded(FormatLevel format, List<ClusterNode> nodes) implements ClusterEvent {
        public ClusterFounded {
            nodes = List.copyOf(nodes);
            if (!nodes.stream().allMatch(ClusterNode::isSettled)) {
                throw new IllegalArgumentException("a cluster begins with settled nodes");
            }
        }

        @Override
        public ClusterPart subject() {
            return ClusterPart.ROSTER;
        }
    }

    /** The log and the state hold more kinds of things from now on. */
    record FormatRaised(FormatLevel format) implements ClusterEvent {
        @Override
        public ClusterPart subject() {
            return ClusterPart.FORMAT;
        }
    }

    /** A node is to join. */
    record NodeAdded(NodeId subject, String address, String http, ClusterNode.Standing standing)
            implements ClusterEvent {}

    /** A learner is to become a voter. */
    record NodePromoted(NodeId subject) implements ClusterEvent {}

    /** A node has become what it was to be. */
    record NodeJoined(NodeId subject) implements ClusterEvent {}

    /** A node is to leave. */
    record NodeLeaving(NodeId subject) implements ClusterEvent {}

    /** A node has left. */
    record NodeRemoved(NodeId subject) implements ClusterEvent {}
}
