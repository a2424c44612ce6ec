package io.cfguardian.raft.codec;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.ClusterCommand.PromoteNode;
import io.cfguardian.domain.command.ClusterCommand.RaiseFormat;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.command.ClusterCommand.SettleNode;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.ClusterEvent.ClusterFounded;
import io.cfguardian.domain.event.ClusterEvent.FormatRaised;
import io.cfguardian.domain.event.ClusterEvent.NodeAdded;
import io.cfguardian.domain.event.ClusterEvent.NodeJoined;
import io.cfguardian.domain.event.ClusterEvent.NodeLeaving;
import io.cfguardian.domain.event.ClusterEvent.NodePromoted;
import io.cfguardian.domain.event.ClusterEvent.NodeRemoved;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.raft.codec.proto.ClusterMessages;
import java.util.List;

/** The forms of what concerns the cluster's nodes. */
final class ClusterForm {

    private ClusterForm() {}

    static ClusterMessages.ClusterCommand write(ClusterCommand command) {
        ClusterMessages.ClusterCommand.Builder message = ClusterMessages.ClusterCommand.newBuilder();
        switch (command) {
            case FoundCluster(FormatLevel format, List<ClusterNode> nodes) ->
                message.setFoundCluster(roster(format, nodes));
            case RaiseFormat(FormatLevel format) -> message.setRaiseFormat(format.value());
            case AddNode(NodeId id, String address, String http, Standing standing) ->
                message.setAddNode(newNode(id, address, http, standing));
            case PromoteNode(NodeId id) -> message.getPromoteNodeBuilder().setNode(id.value());
            case RemoveNode(NodeId id) -> message.getRemoveNodeBuilder().setNode(id.value());
            case SettleNode(NodeId id, Phase phase) ->
                message.getSettleNodeBuilder().setNode(id.value()).setPhase(write(phase));
        }
        return message.build();
    }

    static ClusterCommand read(ClusterMessages.ClusterCommand message) {
        return switch (message.getKindCase()) {
            case FOUND_CLUSTER ->
                new FoundCluster(level(message.getFoundCluster().getFormat()), nodes(message.getFoundCluster()));
            case RAISE_FORMAT -> new RaiseFormat(level(message.getRaiseFormat()));
            case ADD_NODE -> {
                ClusterMessages.NewNode node = message.getAddNode();
                yield new AddNode(
                        new NodeId(node.getId()),
                        node.getAddress(),
                        node.getHttp(),
                        read(node.getStanding(), node.getStandingValue()));
            }
            case PROMOTE_NODE ->
                new PromoteNode(new NodeId(message.getPromoteNode().getNode()));
            case REMOVE_NODE ->
                new RemoveNode(new NodeId(message.getRemoveNode().getNode()));
            case SETTLE_NODE ->
                new SettleNode(
                        new NodeId(message.getSettleNode().getNode()),
                        read(
                                message.getSettleNode().getPhase(),
                                message.getSettleNode().getPhaseValue()));
            case KIND_NOT_SET -> throw ValueForm.missing("command about the cluster");
        };
    }

    static ClusterMessages.ClusterEvent write(ClusterEvent event) {
        ClusterMessages.ClusterEvent.Builder message = ClusterMessages.ClusterEvent.newBuilder();
        switch (event) {
            case ClusterFounded(FormatLevel format, List<ClusterNode> nodes) ->
                message.setClusterFounded(roster(format, nodes));
            case FormatRaised(FormatLevel format) -> message.setFormatRaised(format.value());
            case NodeAdded(NodeId id, String address, String http, Standing standing) ->
                message.setNodeAdded(newNode(id, address, http, standing));
            case NodePromoted(NodeId id) -> message.getNodePromotedBuilder().setNode(id.value());
            case NodeJoined(NodeId id) -> message.getNodeJoinedBuilder().setNode(id.value());
            case NodeLeaving(NodeId id) -> message.getNodeLeavingBuilder().setNode(id.value());
            case NodeRemoved(NodeId id) -> message.getNodeRemovedBuilder().setNode(id.value());
        }
        return message.build();
    }

    static ClusterEvent read(ClusterMessages.ClusterEvent message) {
        return switch (message.getKindCase()) {
            case CLUSTER_FOUNDED ->
                new ClusterFounded(level(message.getClusterFounded().getFormat()), nodes(message.getClusterFounded()));
            case FORMAT_RAISED -> new FormatRaised(level(message.getFormatRaised()));
            case NODE_ADDED -> {
                ClusterMessages.NewNode node = message.getNodeAdded();
                yield new NodeAdded(
                        new NodeId(node.getId()),
                        node.getAddress(),
                        node.getHttp(),
                        read(node.getStanding(), node.getStandingValue()));
            }
            case NODE_PROMOTED ->
                new NodePromoted(new NodeId(message.getNodePromoted().getNode()));
            case NODE_JOINED ->
                new NodeJoined(new NodeId(message.getNodeJoined().getNode()));
            case NODE_LEAVING ->
                new NodeLeaving(new NodeId(message.getNodeLeaving().getNode()));
            case NODE_REMOVED ->
                new NodeRemoved(new NodeId(message.getNodeRemoved().getNode()));
            case KIND_NOT_SET -> throw ValueForm.missing("event about the cluster");
        };
    }

    static ClusterMessages.Roster write(Roster roster) {
        return roster(roster.format(), roster.nodes());
    }

    static Roster read(ClusterMessages.Roster message) {
        return new Roster(level(message.getFormat()), nodes(message));
    }

    private static ClusterMessages.Roster roster(FormatLevel format, List<ClusterNode> nodes) {
        return ClusterMessages.Roster.newBuilder()
                .setFormat(format.value())
                .addAllNodes(nodes.stream().map(ClusterForm::write).toList())
                .build();
    }

    private static List<ClusterNode> nodes(ClusterMessages.Roster message) {
        return message.getNodesList().stream().map(ClusterForm::read).toList();
    }

    private static FormatLevel level(long number) {
        return new FormatLevel(Math.toIntExact(number));
    }

    private static ClusterMessages.NewNode newNode(NodeId id, String address, String http, Standing standing) {
        return ClusterMessages.NewNode.newBuilder()
                .setId(id.value())
                .setAddress(address)
                .setHttp(http)
                .setStanding(write(standing))
                .build();
    }

    private static ClusterMessages.ClusterNode write(ClusterNode node) {
        return ClusterMessages.ClusterNode.newBuilder()
                .setId(node.id().value())
                .setAddress(node.address())
                .setHttp(node.http())
                .setStanding(write(node.standing()))
                .setPhase(write(node.phase()))
                .build();
    }

    private static ClusterNode read(ClusterMessages.ClusterNode message) {
        return new ClusterNode(
                new NodeId(message.getId()),
                message.getAddress(),
                message.getHttp(),
                read(message.getStanding(), message.getStandingValue()),
                read(message.getPhase(), message.getPhaseValue()));
    }

    private static ClusterMessages.NodeStanding write(Standing standing) {
        return switch (standing) {
            case VOTER -> ClusterMessages.NodeStanding.NODE_STANDING_VOTER;
            case LEARNER -> ClusterMessages.NodeStanding.NODE_STANDING_LEARNER;
        };
    }

    private static Standing read(ClusterMessages.NodeStanding standing, int number) {
        return switch (standing) {
            case NODE_STANDING_VOTER -> Standing.VOTER;
            case NODE_STANDING_LEARNER -> Standing.LEARNER;
            case NODE_STANDING_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("standing of a node", number);
        };
    }

    private static ClusterMessages.NodePhase write(Phase phase) {
        return switch (phase) {
            case SETTLED -> ClusterMessages.NodePhase.NODE_PHASE_SETTLED;
            case JOINING -> ClusterMessages.NodePhase.NODE_PHASE_JOINING;
            case LEAVING -> ClusterMessages.NodePhase.NODE_PHASE_LEAVING;
        };
    }

    private static Phase read(ClusterMessages.NodePhase phase, int number) {
        return switch (phase) {
            case NODE_PHASE_SETTLED -> Phase.SETTLED;
            case NODE_PHASE_JOINING -> Phase.JOINING;
            case NODE_PHASE_LEAVING -> Phase.LEAVING;
            case NODE_PHASE_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("phase of a node", number);
        };
    }
}
