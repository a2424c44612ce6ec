package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterIT {

    private static final String LEADER = "/api/v1/cluster/leader";

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
}
