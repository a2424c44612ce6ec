package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.EmptiedProjection;
import io.cfguardian.http.fixture.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the projection, and to whom, and that it is filled again. */
class ProjectionIT {

    private static final String REBUILD = "/api/v1/cluster/projection/rebuild";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());
    private final EmptiedProjection database = new EmptiedProjection();

    @AfterEach
    void stop() {
        node.close();
    }

    private static ProjectionStatus status(State state, String reason) {
        return new ProjectionStatus(state, new Revision(7), 3L, Duration.ofMillis(1_250), reason);
    }

    @Test
    void withoutADatabaseThereIsNothingToTell() {
        assertThat(client.get("/api/v1/cluster")
                        .send()
                        .is(200)
                        .json()
                        .path("projection")
                        .isNull())
                .isTrue();
        assertThat(client.get("/ready").send().is(200).json().path("degraded")).isEmpty();
        client.post(REBUILD).send().isProblem(404, "not-found");
    }

    @Test
    void administratorsSeeHowFarItIsAndAnybodyThatItIsAway() {
        node.projects(database, status(State.UNAVAILABLE, "Connection to db.example.org:5432 refused."));

        assertThat(client.get("/api/v1/cluster")
                        .send()
                        .is(200)
                        .json()
                        .path("projection")
                        .toString())
                .isEqualTo("{\"state\":\"unavailable\",\"revision\":7,\"lagRevisions\":3,\"lagMillis\":1250,"
                        + "\"reason\":\"Connection to db.example.org:5432 refused.\"}");
        assertThat(client.get("/ready").send().is(200).json().toString())
                .startsWith("{\"status\":\"ready\",\"reasons\":[],\"degraded\":[\"postgres\"],\"checks\":[")
                .endsWith("{\"name\":\"postgres\",\"state\":\"degraded\",\"ageMillis\":0}]}");
        assertThat(client.get("/health").send().is(200).json().toString()).contains("\"degraded\":[\"postgres\"]");
    }

    @Test
    void oneThatGoesOnIsNoTrouble() {
        node.projects(database, status(State.PROJECTING, ""));

        assertThat(client.get("/ready").send().is(200).json().path("degraded")).isEmpty();
    }

    @Test
    void itIsEmptiedAndThatIsRecorded() {
        node.projects(database, status(State.DIVERGED, "another history"));
        long before = node.revision();

        assertThat(Long.parseLong(client.post(REBUILD).send().is(202).at("/revision")))
                .isGreaterThan(before);

        assertThat(database.times()).isEqualTo(1);
        assertThat(client.get("/api/v1/security/events")
                        .query("kind=cluster-changed")
                        .send()
                        .is(200)
                        .at("/items/0/detail"))
                .isEqualTo("the projection to PostgreSQL is filled again");
    }

    @Test
    void aDatabaseThatIsAwayIsNotEmptied() {
        node.projects(database, status(State.UNAVAILABLE, "Connection refused"));
        database.goAway();

        client.post(REBUILD).send().isProblem(503, "unavailable");
    }
}
