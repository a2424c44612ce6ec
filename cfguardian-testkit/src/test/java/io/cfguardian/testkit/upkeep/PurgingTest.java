package io.cfguardian.testkit.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.identity.security.Purging;
import io.cfguardian.app.identity.security.Purging.Report;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurgingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final ProjectKey PROJECT = new ProjectKey("p");

    private final InMemoryReplica replica = new InMemoryReplica();
    private final AtomicLong drawn = new AtomicLong();
    private Instant now = BEGIN;

    private final Purging purging = new Purging(
            new Writes(replica, replica, () -> now, TIMEOUT), replica, counted(), () -> now, Duration.ofDays(90));

    /** Never twice the same, which is all that request ids need. */
    private Secrets counted() {
        return new Secrets() {
            @Override
            public Bytes random(int lengthBytes) {
                return Bytes.utf8(Long.toString(drawn.incrementAndGet()));
            }

            @Override
            public String password() {
                throw new IllegalStateException("purging needs no password");
            }
        };
    }

    private void decide(Command command) {
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "test-" + drawn.incrementAndGet()),
                Actor.Node.SYSTEM,
                null,
                now,
                Hash.ZERO,
                command);
        assertThat(replica.propose(envelope, TIMEOUT).outcome()).isInstanceOf(Committed.class);
    }

    private void issue(String key, @Nullable Instant expires) {
        decide(new IssueToken(token(key), "", hash(key), expires, Grant.of(Role.VIEWER)));
    }

    private static ServiceTokenId token(String key) {
        return new ServiceTokenId(PROJECT, new TokenKey(key));
    }

    private static Hash hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private Report purge() {
        return (Report) purging.run(Actor.Node.SYSTEM, null);
    }

    @Test
    void anEndedTokenGoesWithItsRolesAndOthersStay() {
        decide(new CreateProject(PROJECT, ""));
        issue("ended", BEGIN.plusSeconds(60));
        issue("lasting", BEGIN.plusSeconds(7_200));
        issue("endless", null);
        now = BEGIN.plusSeconds(60);
        assertThat(purge().tokens()).isEqualTo(1);
        var view = replica.view();
        assertThat(view.find(EntityKey.of(token("ended")))).isEmpty();
        assertThat(view.find(EntityKey.of(new MemberId(PROJECT, token("ended").principal()))))
                .isEmpty();
        assertThat(view.find(EntityKey.of(token("lasting")))).isPresent();
        assertThat(view.find(EntityKey.of(token("endless")))).isPresent();
    }

    @Test
    void moreThanOneCommandTakesGoesInSeveral() {
        for (int i = 0; i < 2_500; i++) {
            decide(new ChargeLogin(hash("account " + i)));
        }
        assertThat(purge().accounts()).isZero();
        now = BEGIN.plus(Duration.ofHours(2));
        long before = replica.view().head().revision().value();
        Report report = purge();
        assertThat(report.accounts()).isEqualTo(2_500);
        assertThat(report.revision().value()).isEqualTo(before + 3);
    }

    @Test
    void eventsGoWhenTheirTimeIsOverAndYoungerOnesStay() {
        Observation denied = new Observation(Kind.PERMISSION_DENIED, null, null, null, "", "");
        for (int i = 0; i < 10; i++) {
            decide(new Observe(Collections.nCopies(256, new Seen(now, denied)), Collections.emptyList()));
        }
        now = BEGIN.plus(Duration.ofDays(90));
        decide(new Observe(Collections.nCopies(5, new Seen(now, denied)), Collections.emptyList()));
        assertThat(purge().events()).isZero();
        now = now.plusSeconds(1);
        assertThat(purge().events()).isEqualTo(2_560);
        // The young ones, and one for each commit that purged.
        assertThat(replica.view().head().securityEvents().size()).isEqualTo(5 + 3);
    }

    @Test
    void whereNothingHasEndedNothingIsWritten() {
        decide(new CreateProject(PROJECT, ""));
        long before = replica.view().head().revision().value();
        assertThat(purge().revision().value()).isEqualTo(before);
    }

    @Test
    void itIsForAdministratorsAlone() {
        Actor nobody = new Actor.Person(new UserId("ada"), new SessionId("0".repeat(32)));
        assertThat(purging.run(nobody, null)).isEqualTo(new Purging.Refused(Refusal.Unauthenticated.UNAUTHENTICATED));
    }
}
