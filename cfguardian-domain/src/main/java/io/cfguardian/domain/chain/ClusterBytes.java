package io.cfguardian.domain.chain;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.ClusterEvent.ClusterFounded;
import io.cfguardian.domain.event.ClusterEvent.FormatRaised;
import io.cfguardian.domain.event.ClusterEvent.NodeAdded;
import io.cfguardian.domain.event.ClusterEvent.NodeJoined;
import io.cfguardian.domain.event.ClusterEvent.NodeLeaving;
import io.cfguardian.domain.event.ClusterEvent.NodePromoted;
import io.cfguardian.domain.event.ClusterEvent.NodeRemoved;

/** The bytes of events about the cluster's nodes, as {@link ChainBytes} has those of the others. Tags from 64 on are theirs. */
final class ClusterBytes {

    private final FieldBytes out;

    private ClusterBytes(FieldBytes out) {
        this.out = out;
    }

    static void write(ClusterEvent event, FieldBytes out) {
        new ClusterBytes(out).write(event);
    }

    private void write(ClusterEvent event) {
        switch (event) {
            case ClusterFounded e -> {
                out.int8(64);
                out.int32(e.format().value());
                out.int32(e.nodes().size());
                e.nodes().forEach(this::node);
            }
            case FormatRaised e -> {
                out.int8(65);
                out.int32(e.format().value());
            }
            case NodeAdded e -> {
                named(66, e.subject().value());
                out.text(e.address());
                out.text(e.http());
                out.int8(tag(e.standing()));
            }
            case NodePromoted e -> named(67, e.subject().value());
            case NodeJoined e -> named(68, e.subject().value());
            case NodeLeaving e -> named(69, e.subject().value());
            case NodeRemoved e -> named(70, e.subject().value());
        }
    }

    private void node(ClusterNode node) {
        out.text(node.id().value());
        out.text(node.address());
        out.text(node.http());
        out.int8(tag(node.standing()));
    }

    private void named(int tag, String name) {
        out.int8(tag);
        out.text(name);
    }

    private static int tag(Standing standing) {
        return switch (standing) {
            case VOTER -> 1;
            case LEARNER -> 2;
        };
    }
}
