package io.cfguardian.app.cluster.membership;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.membership.Membership.Change;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.ClusterCommand.RaiseFormat;
import io.cfguardian.domain.command.ClusterCommand.SettleNode;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the record of the cluster's nodes with Raft's configuration, on the leader, and takes one step at a time to make the
 * second what the first says. It keeps nothing in memory, so whoever leads next goes on where this one has stopped.
 */
public final class RosterKeeper implements Worker.Task {

    private static final Pause APART = Pause.of(Duration.ofMillis(500));

    /** A learner that is behind by less has the rest in a moment; a voter is waited for one election timeout only. */
    private static final long LAG_MAX = 500;

    private final Cluster cluster;
    private final Membership membership;
    private final Replica replica;
    private final Consumer<ClusterCommand> writes;

    /** @param writes has a command decided, in the node's own name */
    public RosterKeeper(Cluster cluster, Membership membership, Replica replica, Consumer<ClusterCommand> writes) {
        this.cluster = cluster;
        this.membership = membership;
        this.replica = replica;
        this.writes = writes;
    }

    /** Records the nodes of a new cluster, which are those of the settings; they all begin with the same release. */
    public void found() {
        if (recorded().roster().isEmpty()) {
            writes.accept(new FoundCluster(FormatLevel.NEWEST, membership.configured()));
        }
    }

    @Override
    public Pause step() {
        membership.tell(cluster.leads() ? follow(recorded()).orElse("") : "");
        return APART;
    }

    /** What the state holds. */
    private record Recorded(Optional<Roster> roster, Revision revision) {}

    private Recorded recorded() {
        try (View view = replica.view()) {
            return new Recorded(view.find(EntityKey.roster()), view.head().revision());
        }
    }

    /** Takes the next step; says what holds it up. */
    private Optional<String> follow(Recorded recorded) {
        RaftMembers raft = membership.members();
        // A new cluster is recorded together with its first administrator.
        if (raft.voters().isEmpty() || recorded.revision().equals(Revision.ZERO)) {
            return Optional.empty();
        }
        if (recorded.roster().isEmpty() || isOfAnotherCluster(recorded.roster().get(), raft)) {
            return foundAnew(raft);
        }
        Roster roster = recorded.roster().get();
        if (roster.changing().isPresent()) {
            return advance(roster.changing().get(), roster.format(), raft);
        }
        return FormatLevel.NEWEST.isAbove(roster.format()) ? raise(raft) : Optional.empty();
    }

    /**
     * Whether the record does not come from this Raft cluster: the state was restored, or Raft goes on with fewer nodes after an
     * operator's intervention. Otherwise a settled node is a member, and every member is recorded.
     */
    private static boolean isOfAnotherCluster(Roster roster, RaftMembers raft) {
        return !roster.nodes().stream().filter(ClusterNode::isSettled).allMatch(node -> raft.has(node.address()))
                || !raft.all().stream().allMatch(address -> roster.at(address).isPresent());
    }

    private Optional<String> foundAnew(RaftMembers raft) {
        Map<String, NodeReport> reports = membership.ask(raft.all());
        List<String> silent = behind(raft, reports);
        if (!silent.isEmpty()) {
            return Optional.of("the nodes are recorded once all of them run a release that does so; waiting for "
                    + String.join(", ", silent));
        }
        List<ClusterNode> nodes = new ArrayList<>();
        reports.forEach((address, report) -> nodes.add(ClusterNode.founder(
                report.id(),
                address,
                report.http(),
                raft.voters().contains(address) ? ClusterNode.Standing.VOTER : ClusterNode.Standing.LEARNER)));
        writes.accept(new FoundCluster(FormatLevel.NEWEST, nodes));
        return Optional.empty();
    }

    private Optional<String> raise(RaftMembers raft) {
        List<String> behind = behind(raft, membership.ask(raft.all()));
        if (!behind.isEmpty()) {
            return Optional.of("format " + FormatLevel.NEWEST + " is used once all nodes read it; waiting for "
                    + String.join(", ", behind));
        }
        writes.accept(new RaiseFormat(FormatLevel.NEWEST));
        return Optional.empty();
    }

    /** Who does not say that it reads this release's format. */
    private static List<String> behind(RaftMembers raft, Map<String, NodeReport> reports) {
        return raft.all().stream()
                .filter(address -> {
                    NodeReport report = reports.get(address);
                    return report == null || FormatLevel.NEWEST.isAbove(report.newest());
                })
                .toList();
    }

    private Optional<String> advance(ClusterNode node, FormatLevel format, RaftMembers raft) {
        return switch (node.phase()) {
            case JOINING -> join(node, format, raft);
            case LEAVING -> leave(node, raft);
            case SETTLED -> throw new IllegalStateException(node.id() + " has nothing under way");
        };
    }

    private Optional<String> join(ClusterNode node, FormatLevel format, RaftMembers raft) {
        String address = node.address();
        if (raft.voters().contains(address)) {
            writes.accept(new SettleNode(node.id(), Phase.JOINING));
            return Optional.empty();
        }
        Map<String, NodeReport> reports = membership.ask(List.of(address, membership.self()));
        NodeReport report = reports.get(address);
        NodeReport own = reports.get(membership.self());
        if (report == null || own == null) {
            return Optional.of(node.id() + " does not answer on " + address);
        }
        Optional<String> objection = objection(node, report, format);
        if (objection.isPresent()) {
            return objection;
        }
        if (!raft.learners().contains(address)) {
            return membership.sharesHistory(address)
                    ? change(Change.ADD_LEARNER, node)
                    : Optional.of(node.id() + " has data of another cluster; empty its data directory");
        }
        long lag = own.appliedIndex() - report.appliedIndex();
        if (lag > LAG_MAX) {
            return Optional.of(node.id() + " is " + lag + " log entries behind");
        }
        if (!node.isVoter()) {
            writes.accept(new SettleNode(node.id(), Phase.JOINING));
            return Optional.empty();
        }
        // Raft takes no learner for a voter in one change. Without the second it is a learner again at the next step.
        return change(Change.REMOVE_LEARNER, node).or(() -> change(Change.ADD_VOTER, node));
    }

    private static Optional<String> objection(ClusterNode node, NodeReport report, FormatLevel format) {
        if (!report.id().equals(node.id())) {
            return Optional.of(node.address() + " says that it is " + report.id() + ", not " + node.id());
        }
        return format.isAbove(report.newest())
                ? Optional.of(node.id() + " is of a release that reads format " + report.newest()
                        + " at most; the cluster is at " + format)
                : Optional.empty();
    }

    private Optional<String> leave(ClusterNode node, RaftMembers raft) {
        String address = node.address();
        if (raft.learners().contains(address)) {
            return change(Change.REMOVE_LEARNER, node);
        }
        if (!raft.voters().contains(address)) {
            writes.accept(new SettleNode(node.id(), Phase.LEAVING));
            return Optional.empty();
        }
        if (address.equals(membership.self())) {
            membership.handOver();
            return Optional.of(node.id() + " hands leadership over before it leaves");
        }
        return change(Change.REMOVE_VOTER, node);
    }

    private Optional<String> change(Change change, ClusterNode node) {
        return membership.change(change, node.address()).map(reason -> node.id() + ": " + reason);
    }
}
