package io.cfguardian.testkit.telemetry;

import static io.cfguardian.testkit.example.Examples.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.Census;
import io.cfguardian.app.telemetry.Census.Population;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Session.Method;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STEPS_MAX = 100;

    private final InMemoryReplica replica = new InMemoryReplica();
    private Instant now = BEGIN;
    private int decided;
    private final Census census = new Census(replica, () -> now);

    @Test
    void nothingIsKnownBeforeTheFirstRoundHasEnded() {
        assertThat(census.population()).isEmpty();
        round();
        assertThat(census.population()).contains(new Population(0, 0, 0, 0));
    }

    @Test
    void whatHasEndedIsToldApartFromWhatHasNot() {
        open("ada", "a".repeat(32), HOUR);
        open("bob", "b".repeat(32), HOUR.multipliedBy(2));
        open("bob", "c".repeat(32), HOUR.multipliedBy(3));
        decide(new CreateProject(new ProjectKey("p"), ""));
        issue("p", "short", BEGIN.plus(HOUR));
        issue("p", "long", BEGIN.plus(HOUR.multipliedBy(2)));
        issue("p", "endless", null);
        round();
        assertThat(census.population()).contains(new Population(3, 0, 3, 0));

        now = BEGIN.plus(HOUR);
        assertThat(census.population()).as("as of the last round").contains(new Population(3, 0, 3, 0));
        round();
        assertThat(census.population()).contains(new Population(2, 1, 2, 1));
    }

    @Test
    void manyAreCountedInSeveralStepsAndEachOnce() {
        for (int i = 0; i < 4; i++) {
            String project = "p" + i;
            decide(new CreateProject(new ProjectKey(project), ""));
            for (int j = 0; j < 130; j++) {
                issue(project, "t" + j, null);
            }
        }
        assertThat(round()).as("520 in steps of 500").isEqualTo(2);
        assertThat(census.population()).contains(new Population(0, 0, 520, 0));
    }

    /** How many steps it took. */
    private int round() {
        int steps = 1;
        for (Pause pause = census.step(); pause.atLeast().compareTo(Duration.ofSeconds(1)) < 0; pause = census.step()) {
            steps++;
            assertThat(steps).isLessThan(STEPS_MAX);
        }
        return steps;
    }

    private void issue(String project, String key, @Nullable Instant expires) {
        decide(new IssueToken(
                new ServiceTokenId(new ProjectKey(project), new TokenKey(key)),
                "",
                hash(key),
                expires,
                Grant.of(Role.VIEWER)));
    }

    private void open(String user, String session, Duration lifetime) {
        UserId id = new UserId(user);
        if (replica.view().find(EntityKey.of(id)).isEmpty()) {
            decide(new CreateUser(id, null, "", false, null, null));
        }
        decide(new OpenSession(
                id,
                new SessionId(session),
                null,
                replica.view().find(EntityKey.of(id)).orElseThrow().credentials(),
                FactorProof.None.NONE,
                Method.PROVIDER,
                Reach.FULL,
                hash("family"),
                hash("secret"),
                lifetime));
    }

    private void decide(Command command) {
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "test-" + decided++), Actor.Node.SYSTEM, null, now, Hash.ZERO, command);
        assertThat(replica.propose(envelope, HOUR).outcome()).isInstanceOf(Committed.class);
    }
}
