package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand.FoundCluster;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterIT {

    private static final String LEADER = "/api/v1/cluster/leader";
    private static final String NODES = "/api/v1/cluster/members";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void leadershipGoesToWhoIsNamed() {
        Answered moved = client.post(LEADER).json("{\"id\":\"n1\"}").send().is(200);
        assertThat(moved.at("/leader")).isEqualTo("n1");
        assertThat(moved.at("/term")).isEqualTo("1");
    }

    @Test
    void whoIsNoMemberOrCannotLeadIsToldFromOneAnother() {
        Answered unknown = client.post(LEADER).json("{\"id\":\"n9\"}").send().isProblem(404, "not-found");
        assertThat(unknown.at("/kind")).isEqualTo("node");
        assertThat(unknown.at("/name")).isEqualTo("n9");
        client.post(LEADER).json("{\"id\":\"n2\"}").send().isProblem(503, "unavailable");
        client.post(LEADER).json("{}").send().isProblem(503, "unavailable");
        client.post(LEADER).json("{\"node\":\"n1\"}").send().isProblem(400, "invalid-body");
    }

    @Test
    void nodesComeAndGoOneAtATime() {
        client.post(NODES).json(node("n2", "voter")).send().isProblem(409, "format-behind");
        found();
        assertThat(client.post(NODES + "/{node}/promote", "n1").send().is(202).at("/phase"))
                .isEqualTo("settled");

        Answered added = client.post(NODES).json(node("n2", "learner")).send().is(202);
        assertThat(added.at("/id")).isEqualTo("n2");
        assertThat(added.at("/phase")).isEqualTo("joining");
        Answered busy = client.post(NODES).json(node("n3", "voter")).send().isProblem(409, "nodes-changing");
        assertThat(busy.at("/node")).isEqualTo("n2");
        client.post(NODES + "/{node}/promote", "n2").send().isProblem(409, "nodes-changing");
        assertThat(client.delete(NODES + "/{node}", "n2").send().is(202).at("/phase"))
                .isEqualTo("leaving");

        client.delete(NODES + "/{node}", "n9").send().isProblem(404, "not-found");
        client.delete(NODES + "/{node}", "N9").send().isProblem(400, "invalid-name");
    }

    @Test
    void aNodeHasANameAndAddresses() {
        found();
        client.post(NODES).json(node("n_", "voter")).send().isProblem(400, "invalid-name");
        client.post(NODES).json(node("n2", "leader")).send().isProblem(400, "invalid-body");
        Answered nowhere = client.post(NODES)
                .json("{\"id\":\"n2\",\"address\":\"here\",\"http\":\"127.0.0.1:8082\"}")
                .send()
                .isProblem(400, "invalid-body");
        assertThat(nowhere.at("/pointer")).isEqualTo("/address");
    }

    private static String node(String id, String standing) {
        return "{\"id\":\"%s\",\"address\":\"%s:7402\",\"http\":\"127.0.0.1:8082\",\"standing\":\"%s\"}"
                .formatted(id, id, standing);
    }

    private void found() {
        ClusterNode first = ClusterNode.founder(new NodeId("n1"), "127.0.0.1:7401", "127.0.0.1:8081", Standing.VOTER);
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "found"),
                Actor.Node.SYSTEM,
                null,
                Instant.now(),
                Hash.ZERO,
                new FoundCluster(FormatLevel.NEWEST, List.of(first)));
        assertThat(node.replica().propose(envelope, Duration.ofSeconds(5)).outcome())
                .isInstanceOf(Committed.class);
    }
}
