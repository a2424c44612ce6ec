package io.cfguardian.domain.decide;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.ClusterCommand.PromoteNode;
import io.cfguardian.domain.command.ClusterCommand.RaiseFormat;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.command.ClusterCommand.SettleNode;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.LastVoter;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NodesChanging;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.ClusterEvent.ClusterFounded;
import io.cfguardian.domain.event.ClusterEvent.FormatRaised;
import io.cfguardian.domain.event.ClusterEvent.NodeAdded;
import io.cfguardian.domain.event.ClusterEvent.NodeJoined;
import io.cfguardian.domain.event.ClusterEvent.NodeLeaving;
import io.cfguardian.domain.event.ClusterEvent.NodePromoted;
import io.cfguardian.domain.event.ClusterEvent.NodeRemoved;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.state.State;
import java.util.List;
import java.util.Optional;

/** Decides what is asked about the cluster's nodes: one of them changes at a time. */
final class ClusterDecider {

    /** Without nodes when there is none. */
    private final Roster roster;

    ClusterDecider(State state) {
        this.roster = state.find(EntityKey.roster()).orElseGet(() -> new Roster(FormatLevel.FIRST, List.of()));
    }

    Decision decide(ClusterCommand command) {
        return switch (command) {
            case FoundCluster c -> found(c);
            case RaiseFormat c -> raise(c);
            case AddNode c -> add(c);
            case PromoteNode(NodeId id) -> promote(id);
            case RemoveNode(NodeId id) -> remove(id);
            case SettleNode(NodeId id, Phase phase) -> settle(id, phase);
        };
    }

    private Decision found(FoundCluster command) {
        FormatLevel format = command.format().isAbove(roster.format()) ? command.format() : roster.format();
        Roster founded = Roster.of(format, command.nodes());
        if (founded.equals(roster)) {
            return Decision.keep(ClusterPart.ROSTER);
        }
        return accept(Effect.CHANGED, new ClusterFounded(format, founded.nodes()), founded);
    }

    private Decision raise(RaiseFormat command) {
        return command.format().isAbove(roster.format()) && isFounded()
                ? accept(Effect.CHANGED, new FormatRaised(command.format()), roster.in(command.format()))
                : Decision.keep(ClusterPart.FORMAT);
    }

    private Decision add(AddNode command) {
        ClusterNode node = command.node();
        Optional<ClusterNode> same = roster.node(node.id()).or(() -> roster.at(node.address()));
        if (same.isPresent()) {
            return Decision.refuse(new AlreadyExists(same.get().id()));
        }
        Optional<ClusterNode> changing = roster.changing();
        if (changing.isPresent()) {
            return Decision.refuse(new NodesChanging(changing.get().id()));
        }
        // Whether a node is the first cannot be told before the others are recorded.
        if (!isFounded()) {
            return Decision.refuse(new NodesChanging(node.id()));
        }
        if (roster.nodes().size() >= Limit.NODES.max()) {
            return Decision.refuse(new LimitReached(Limit.NODES));
        }
        return accept(
                Effect.CREATED,
                new NodeAdded(node.id(), node.address(), node.http(), node.standing()),
                roster.with(node));
    }

    private Decision promote(NodeId id) {
        Optional<ClusterNode> node = roster.node(id);
        if (node.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        Optional<ClusterNode> changing = roster.changing();
        if (changing.isPresent()) {
            return Decision.refuse(new NodesChanging(changing.get().id()));
        }
        return node.get().isVoter()
                ? Decision.keep(id)
                : accept(
                        Effect.CHANGED,
                        new NodePromoted(id),
                        roster.with(node.get().promoted()));
    }

    private Decision remove(NodeId id) {
        Optional<ClusterNode> node = roster.node(id);
        if (node.isEmpty()) {
            return Decision.refuse(new NotFound(id));
        }
        Optional<ClusterNode> other =
                roster.changing().filter(changing -> !changing.id().equals(id));
        if (other.isPresent()) {
            return Decision.refuse(new NodesChanging(other.get().id()));
        }
        Roster after = roster.with(node.get().in(Phase.LEAVING));
        if (after.equals(roster)) {
            return Decision.keep(id);
        }
        return after.voters() == 0
                ? Decision.refuse(LastVoter.LAST_VOTER)
                : accept(Effect.CHANGED, new NodeLeaving(id), after);
    }

    private Decision settle(NodeId id, Phase phase) {
        Optional<ClusterNode> node = roster.node(id).filter(known -> known.phase() == phase);
        if (node.isEmpty()) {
            return Decision.keep(id);
        }
        return switch (phase) {
            case LEAVING -> accept(Effect.DELETED, new NodeRemoved(id), roster.without(id));
            case JOINING ->
                accept(
                        Effect.CHANGED,
                        new NodeJoined(id),
                        roster.with(node.get().in(Phase.SETTLED)));
            case SETTLED -> throw new IllegalStateException("the command refuses this phase");
        };
    }

    private boolean isFounded() {
        return !roster.nodes().isEmpty();
    }

    private static Decision accept(Effect effect, ClusterEvent event, Roster after) {
        return Decision.accept(effect, event, Edits.put(after));
    }
}
