package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand.AddNode;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.ClusterCommand.PromoteNode;
import io.cfguardian.domain.command.ClusterCommand.RaiseFormat;
import io.cfguardian.domain.command.ClusterCommand.RemoveNode;
import io.cfguardian.domain.command.ClusterCommand.SettleNode;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.key.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The nodes of the cluster: one of them changes at a time, and one that votes stays. */
final class NodesTest {

    private static final FormatLevel LATER = new FormatLevel(FormatLevel.NEWEST.value() + 1);

    private final IdentityDesk desk = new IdentityDesk();

    @Test
    void aStateWithoutARosterWritesTheFirstFormatAndTakesNoNode() {
        assertThat(Roster.formatOf(desk.state)).isEqualTo(FormatLevel.FIRST);
        assertThat(add("n2", Standing.VOTER)).endsWith("nodes changing n2");
        assertThat(desk.node(new RaiseFormat(FormatLevel.NODES))).startsWith("unchanged");
        assertThat(desk.node(new RemoveNode(id("n1")))).endsWith("not found node n1");
    }

    @Test
    void aNodeJoinsAsALearnerAndIsPromoted() {
        found("n1");

        assertThat(add("n2", Standing.LEARNER)).endsWith("node n2 created");
        assertThat(node("n2").phase()).isEqualTo(Phase.JOINING);
        assertThat(settle("n2", Phase.JOINING)).endsWith("node n2 changed");
        assertThat(node("n2").isSettled()).isTrue();
        assertThat(node("n2").isVoter()).isFalse();

        assertThat(desk.node(new PromoteNode(id("n2")))).endsWith("node n2 changed");
        assertThat(node("n2").isVoter()).isTrue();
        assertThat(node("n2").phase()).isEqualTo(Phase.JOINING);
        settle("n2", Phase.JOINING);
        assertThat(desk.node(new PromoteNode(id("n2")))).startsWith("unchanged");
    }

    @Test
    void oneNodeChangesAtATime() {
        found("n1", "n2", "n3");
        add("n4", Standing.VOTER);

        assertThat(add("n5", Standing.LEARNER)).endsWith("nodes changing n4");
        assertThat(desk.node(new RemoveNode(id("n1")))).endsWith("nodes changing n4");
        assertThat(desk.node(new PromoteNode(id("n1")))).endsWith("nodes changing n4");

        settle("n4", Phase.JOINING);
        assertThat(desk.node(new RemoveNode(id("n1")))).endsWith("node n1 changed");
        assertThat(desk.node(new RemoveNode(id("n1")))).startsWith("unchanged");
        assertThat(add("n5", Standing.LEARNER)).endsWith("nodes changing n1");
        assertThat(settle("n1", Phase.LEAVING)).endsWith("node n1 deleted");
        assertThat(roster().nodes()).extracting(node -> node.id().value()).containsExactly("n2", "n3", "n4");
    }

    @Test
    void aNodeThatIsStillJoiningCanBeTakenBack() {
        found("n1");
        add("n2", Standing.VOTER);

        assertThat(desk.node(new RemoveNode(id("n2")))).endsWith("node n2 changed");
        // What the leader had begun before comes too late.
        assertThat(settle("n2", Phase.JOINING)).startsWith("unchanged");
        assertThat(settle("n2", Phase.LEAVING)).endsWith("node n2 deleted");
        assertThat(roster().changing()).isEmpty();
    }

    @Test
    void neitherANameNorAnAddressIsTakenTwice() {
        found("n1");

        assertThat(add("n1", Standing.VOTER)).endsWith("already exists node n1");
        assertThat(desk.node(new AddNode(id("n9"), address("n1"), "h:1", Standing.VOTER)))
                .endsWith("already exists node n1");
    }

    @Test
    void theLastNodeThatVotesStays() {
        found("n1");
        add("n2", Standing.LEARNER);
        settle("n2", Phase.JOINING);

        assertThat(desk.node(new RemoveNode(id("n1")))).endsWith("last voter");
        assertThat(desk.node(new RemoveNode(id("n2")))).endsWith("node n2 changed");
    }

    @Test
    void thereAreFifteenNodesAtMost() {
        found("n1");
        for (int i = 2; i <= 15; i++) {
            assertThat(add("n" + i, Standing.LEARNER)).startsWith("committed");
            settle("n" + i, Phase.JOINING);
        }

        assertThat(add("n16", Standing.LEARNER)).endsWith("limit reached nodes");
    }

    @Test
    void theFormatNeverFalls() {
        found("n1");
        assertThat(desk.node(new RaiseFormat(LATER))).startsWith("committed");
        assertThat(desk.node(new RaiseFormat(FormatLevel.NODES))).startsWith("unchanged");

        // The roster of a restored state gives way to the nodes that are there, its format does not.
        found("n7", "n8");
        assertThat(roster().format()).isEqualTo(LATER);
        assertThat(roster().nodes()).extracting(node -> node.id().value()).containsExactly("n7", "n8");
    }

    @Test
    void foundingTheSameAgainChangesNothing() {
        assertThat(found("n1", "n2")).endsWith("roster changed");
        assertThat(found("n2", "n1")).endsWith("roster unchanged");
    }

    @Test
    void onlyAdministratorsChangeNodes() {
        found("n1");
        desk.create("bob");

        assertThat(desk.ask(desk.signIn(BOB, "1"), new AddNode(id("n2"), address("n2"), "h:1", Standing.VOTER)))
                .endsWith("rights changed");
        assertThat(desk.ask(
                        desk.signIn(IdentityDesk.ROOT, "2"),
                        new AddNode(id("n2"), address("n2"), "h:1", Standing.VOTER)))
                .startsWith("committed");
    }

    @Test
    void everyChangeOfNodesIsASecurityEvent() {
        found("n1");
        add("n2", Standing.VOTER);
        settle("n2", Phase.JOINING);

        assertThat(desk.log()).endsWith(Kind.CLUSTER_CHANGED, Kind.CLUSTER_CHANGED, Kind.CLUSTER_CHANGED);
    }

    private String found(String... names) {
        return desk.node(new FoundCluster(
                FormatLevel.NODES,
                List.of(names).stream()
                        .map(name -> ClusterNode.founder(id(name), address(name), "h:1", Standing.VOTER))
                        .toList()));
    }

    private String add(String name, Standing standing) {
        return desk.node(new AddNode(id(name), address(name), "h:1", standing));
    }

    private String settle(String name, Phase phase) {
        return desk.node(new SettleNode(id(name), phase));
    }

    private Roster roster() {
        return desk.state.find(EntityKey.roster()).orElseThrow();
    }

    private ClusterNode node(String name) {
        return roster().node(id(name)).orElseThrow();
    }

    private static NodeId id(String name) {
        return new NodeId(name);
    }

    private static String address(String name) {
        return name + ":7401";
    }
}
