package io.cfguardian.testkit.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.membership.Membership;
import io.cfguardian.app.cluster.membership.NodeReport;
import io.cfguardian.app.cluster.membership.RaftMembers;
import io.cfguardian.app.cluster.membership.RosterKeeper;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the leader does next, with Raft's configuration as three lists; MembershipIT has it with Raft. */
class RosterKeeperTest {

    private static final String FIRST = "10.0.0.1:7400";
    private static final String SECOND = "10.0.0.2:7400";
    private static final NodeId SECOND_ID = new NodeId("n2");

    private final InMemoryReplica replica = new InMemoryReplica();
    private final Lists raft = new Lists();
    private final Leader cluster = new Leader();
    private final RosterKeeper keeper = new RosterKeeper(cluster, raft, replica, this::decide);
    private int requests;

    @Test
    void aNewClusterIsLeftToItsFounding() {
        keeper.step();
        assertThat(roster()).isEmpty();
        keeper.found();
        keeper.found();
        assertThat(nodes()).containsExactly(settled("n1", FIRST));
        assertThat(replica.view().head().revision().value()).isEqualTo(1);
    }

    @Test
    void anOlderClusterIsRecordedOnceAllNodesReadThat() {
        decide(new CreateProject(new ProjectKey("p"), ""));
        raft.voters.add(SECOND);
        keeper.step();
        assertThat(raft.told).contains("waiting for " + SECOND);
        raft.reports.put(SECOND, new NodeReport(SECOND_ID, SECOND, FormatLevel.FIRST, 5));
        keeper.step();
        assertThat(roster()).isEmpty();
        raft.answers(SECOND, "n2", 5);
        keeper.step();
        assertThat(nodes()).containsExactly(settled("n1", FIRST), settled("n2", SECOND));
    }

    @Test
    void aRecordOfAnotherClusterIsMadeAnew() {
        decide(new FoundCluster(
                FormatLevel.NODES, List.of(settled("old-1", "10.9.9.1:7400"), settled("old-2", FIRST))));
        keeper.step();
        assertThat(nodes()).containsExactly(settled("n1", FIRST));
    }

    @Test
    void whoeverDoesNotLeadDoesNothing() {
        joining(Standing.VOTER);
        raft.answers(SECOND, "n2", 100);
        cluster.leads = false;
        keeper.step();
        assertThat(raft.learners).isEmpty();
    }

    @Test
    void aNodeIsNotAddedBeforeItIsKnownToFit() {
        joining(Standing.VOTER);
        keeper.step();
        assertThat(raft.told).isEqualTo("n2 does not answer on " + SECOND);
        raft.answers(SECOND, "n9", 0);
        keeper.step();
        assertThat(raft.told).isEqualTo(SECOND + " says that it is n9, not n2");
        raft.reports.put(SECOND, new NodeReport(SECOND_ID, SECOND, FormatLevel.FIRST, 0));
        keeper.step();
        assertThat(raft.told).isEqualTo("n2 is of a release that reads format 1 at most; the cluster is at 2");
        raft.answers(SECOND, "n2", 0);
        raft.strangers.add(SECOND);
        keeper.step();
        assertThat(raft.told).isEqualTo("n2 has data of another cluster; empty its data directory");
        assertThat(raft.learners).isEmpty();
        raft.strangers.clear();
        keeper.step();
        assertThat(raft.told).isEmpty();
        assertThat(raft.learners).containsExactly(SECOND);
    }

    @Test
    void aVoterIsALearnerUntilItHasCaughtUp() {
        joining(Standing.VOTER);
        raft.answers(FIRST, "n1", 10_000);
        raft.answers(SECOND, "n2", 10);
        keeper.step();
        keeper.step();
        assertThat(raft.told).isEqualTo("n2 is 9990 log entries behind");
        assertThat(raft.voters).containsExactly(FIRST);
        raft.answers(SECOND, "n2", 9_900);
        keeper.step();
        assertThat(raft.voters).containsExactly(FIRST, SECOND);
        assertThat(raft.learners).isEmpty();
        assertThat(second().phase()).isEqualTo(Phase.JOINING);
        keeper.step();
        assertThat(second().phase()).isEqualTo(Phase.SETTLED);
    }

    @Test
    void aVoterThatDoesNotCatchUpInTimeIsALearnerAgain() {
        joining(Standing.VOTER);
        raft.answers(SECOND, "n2", 100);
        keeper.step();
        raft.refused = Optional.of(Membership.Change.ADD_VOTER);
        keeper.step();
        assertThat(raft.told).isEqualTo("n2: too slow");
        assertThat(raft.learners).isEmpty();
        keeper.step();
        assertThat(raft.learners).containsExactly(SECOND);
    }

    @Test
    void aLearnerStaysOne() {
        joining(Standing.LEARNER);
        raft.answers(SECOND, "n2", 100);
        keeper.step();
        keeper.step();
        assertThat(raft.learners).containsExactly(SECOND);
        assertThat(second().isSettled()).isTrue();
    }

    @Test
    void aNodeThatJoinsCanBeTakenBack() {
        joining(Standing.VOTER);
        raft.answers(SECOND, "n2", 100);
        keeper.step();
        decide(new RemoveNode(SECOND_ID));
        keeper.step();
        assertThat(raft.learners).isEmpty();
        keeper.step();
        assertThat(nodes()).containsExactly(settled("n1", FIRST));
    }

    @Test
    void aLeaderHandsOverBeforeItLeaves() {
        decide(new FoundCluster(FormatLevel.NODES, List.of(settled("n1", FIRST), settled("n2", SECOND))));
        raft.voters.add(SECOND);
        decide(new RemoveNode(new NodeId("n1")));
        keeper.step();
        assertThat(raft.handedOver).isTrue();
        assertThat(raft.voters).containsExactly(FIRST, SECOND);
        raft.self = SECOND;
        keeper.step();
        keeper.step();
        assertThat(raft.voters).containsExactly(SECOND);
        assertThat(nodes()).containsExactly(settled("n2", SECOND));
    }

    private void joining(Standing standing) {
        decide(new FoundCluster(FormatLevel.NODES, List.of(settled("n1", FIRST))));
        decide(new AddNode(SECOND_ID, SECOND, SECOND, standing));
    }

    private static ClusterNode settled(String id, String address) {
        return ClusterNode.founder(new NodeId(id), address, address, Standing.VOTER);
    }

    private void decide(Command command) {
        requests++;
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "test-" + requests),
                Actor.Node.SYSTEM,
                null,
                Instant.parse("2026-11-21T12:00:00Z"),
                Hash.ZERO,
                command);
        assertThat(replica.propose(envelope, Duration.ofSeconds(5)).outcome()).isInstanceOf(Committed.class);
    }

    private Optional<Roster> roster() {
        try (View view = replica.view()) {
            return view.find(EntityKey.roster());
        }
    }

    private List<ClusterNode> nodes() {
        return roster().orElseThrow().nodes();
    }

    private ClusterNode second() {
        return roster().orElseThrow().node(SECOND_ID).orElseThrow();
    }

    private static final class Leader implements Cluster {
        private boolean leads = true;

        @Override
        public ClusterStatus status() {
            throw new IllegalStateException("keeping the nodes needs no status");
        }

        @Override
        public OptionalLong leadingTerm() {
            return leads ? OptionalLong.of(1) : OptionalLong.empty();
        }

        @Override
        public List<ReadinessCheck> checks() {
            return List.of();
        }
    }

    /** Raft's configuration, without Raft. */
    private static final class Lists implements Membership {
        private final List<String> voters = new ArrayList<>(List.of(FIRST));
        private final List<String> learners = new ArrayList<>();
        private final Map<String, NodeReport> reports = new HashMap<>();
        private final Set<String> strangers = new HashSet<>();
        private Optional<Change> refused = Optional.empty();
        private String self = FIRST;
        private String told = "";
        private boolean handedOver;

        Lists() {
            answers(FIRST, "n1", 100);
        }

        void answers(String address, String id, long applied) {
            reports.put(address, new NodeReport(new NodeId(id), address, FormatLevel.NEWEST, applied));
        }

        @Override
        public String self() {
            return self;
        }

        @Override
        public RaftMembers members() {
            return new RaftMembers(voters, learners);
        }

        @Override
        public List<ClusterNode> configured() {
            return List.of(settled("n1", FIRST));
        }

        @Override
        public Map<String, NodeReport> ask(Collection<String> addresses) {
            Map<String, NodeReport> given = new HashMap<>(reports);
            given.keySet().retainAll(addresses);
            return given;
        }

        @Override
        public boolean sharesHistory(String address) {
            return !strangers.contains(address);
        }

        @Override
        public Optional<String> change(Change change, String address) {
            if (refused.filter(change::equals).isPresent()) {
                refused = Optional.empty();
                return Optional.of("too slow");
            }
            switch (change) {
                case ADD_LEARNER -> learners.add(address);
                case REMOVE_LEARNER -> learners.remove(address);
                case ADD_VOTER -> voters.add(address);
                case REMOVE_VOTER -> voters.remove(address);
            }
            return Optional.empty();
        }

        @Override
        public void handOver() {
            handedOver = true;
        }

        @Override
        public void tell(String hindrance) {
            told = hindrance;
        }
    }
}
