package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.SECRET;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.keyPair;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.token;
import static io.cfguardian.testkit.example.Examples.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.command.IdentityCommand.UserSession;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.state.SequenceWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, and what nodes record and clear away. */
final class KeyTest {

    private static final ServiceTokenId CI = token("shop", "ci");
    private static final Hash ACCOUNT = hash("account");

    private final IdentityDesk desk = new IdentityDesk();

    @Test
    void oneOfTwoRotationsAtOnceWins() {
        assertThat(rotate("k1", "k2")).startsWith("committed");
        assertThat(rotate("k1", "k3")).endsWith("key conflict");
        assertThat(rotate("k2", "k1")).endsWith("key conflict");

        assertThat(keys())
                .filteredOn(SigningKey::isCurrent)
                .singleElement()
                .satisfies(key -> assertThat(key.id()).isEqualTo(new SigningKeyId("k2")));
        assertThat(keys()).hasSize(2);
    }

    @Test
    void aRetiredKeyGoesWithTheFirstRotationAfterItsTime() {
        rotate("k1", "k2");
        desk.pass(Duration.ofHours(1).minusMillis(1));
        rotate("k2", "k3");
        assertThat(keys()).hasSize(3);

        desk.pass(Duration.ofMillis(1));
        rotate("k3", "k4");
        assertThat(keys()).extracting(key -> key.id().value()).containsExactly("k2", "k3", "k4");
    }

    @Test
    void moreThanEightKeysWait() {
        for (int i = 1; i < 8; i++) {
            assertThat(rotate("k" + i, "k" + (i + 1))).startsWith("committed");
        }

        assertThat(rotate("k8", "k9")).endsWith("limit reached signing keys");
        desk.pass(Duration.ofHours(1));
        assertThat(rotate("k8", "k9")).startsWith("committed");
        assertThat(keys()).hasSize(2);
    }

    @Test
    void oneOfTwoRewrapsAtOnceWins() {
        Sealed second = new Sealed(Bytes.utf8("second"));

        assertThat(desk.node(new RewrapDataKey("m1", "m2", second))).startsWith("committed");
        assertThat(desk.node(new RewrapDataKey("m1", "m2", SECRET))).startsWith("unchanged");
        assertThat(desk.node(new RewrapDataKey("m1", "m3", SECRET))).endsWith("key conflict");
        assertThat(desk.state.find(EntityKey.dataKey()).orElseThrow().wrapped()).isEqualTo(second);
    }

    @Test
    void observationsAreKeptInOrderAndUsesAreNoted() {
        desk.shop();
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.VIEWER)));
        int before = desk.log().size();
        desk.pass(Duration.ofMinutes(1));

        assertThat(desk.node(new Observe(
                        List.of(seen(Kind.LOGIN_FAILED), seen(Kind.RATE_LIMITED)),
                        List.of(CI, CI, token("shop", "none")))))
                .startsWith("committed");
        assertThat(desk.log().subList(before, desk.log().size())).containsExactly(Kind.LOGIN_FAILED, Kind.RATE_LIMITED);
        assertThat(desk.state.find(EntityKey.of(CI)).orElseThrow().lastUsed()).isEqualTo(desk.clock);
        assertThat(desk.node(new Observe(List.of(), List.of(token("shop", "none")))))
                .startsWith("unchanged");
    }

    @Test
    void aPurgeLooksAgainAtEachCandidate() {
        desk.shop();
        desk.create("bob");
        Actor.Person person = desk.signIn(BOB, "1");
        desk.node(new IssueToken(CI, "", hash("a"), desk.clock.plusSeconds(60), Grant.of(Role.VIEWER)));
        desk.node(new ChargeLogin(ACCOUNT));
        Purge purge = new Purge(List.of(new UserSession(BOB, person.session())), List.of(CI), List.of(ACCOUNT), null);

        assertThat(desk.node(purge)).startsWith("unchanged");
        assertThat(desk.isOpen(person)).isTrue();

        desk.pass(IdentityDesk.LIFETIME);
        assertThat(desk.node(purge)).startsWith("committed");
        assertThat(desk.isOpen(person)).isFalse();
        assertThat(desk.state.find(EntityKey.of(CI))).isEmpty();
        assertThat(desk.state.find(EntityKey.of(new MemberId(CI.project(), CI.principal()))))
                .isEmpty();
        assertThat(desk.state.find(EntityKey.ofAttempts(ACCOUNT))).isEmpty();
        assertThat(desk.node(purge)).startsWith("unchanged");
    }

    @Test
    void oldSecurityEventsGoOldestFirst() {
        for (int i = 0; i < 5; i++) {
            desk.pass(Duration.ofMinutes(1));
            desk.node(new Observe(List.of(seen(Kind.LOGIN_FAILED)), List.of()));
        }
        SequenceWindow before = desk.state.head().securityEvents();

        desk.node(new Purge(List.of(), List.of(), List.of(), desk.clock.minusSeconds(60)));

        SequenceWindow after = desk.state.head().securityEvents();
        // The purge is an event itself; of the five, the one of a minute ago and the last one stay.
        assertThat(after).isEqualTo(new SequenceWindow(before.next() - 2, before.next() + 1));
        assertThat(desk.log()).containsExactly(Kind.LOGIN_FAILED, Kind.LOGIN_FAILED, Kind.PURGED);
        assertThat(desk.state.find(EntityKey.ofSecurityEvent(after.first() - 1)))
                .isEmpty();
    }

    private Seen seen(Kind kind) {
        return new Seen(desk.clock, new Observation(kind, null, null, null, "r", ""));
    }

    private String rotate(String current, String next) {
        return desk.node(new RotateSigningKey(new SigningKeyId(current), keyPair(next), Duration.ofHours(1)));
    }

    private List<SigningKey> keys() {
        return desk.state.list(EntityRange.all(EntityKind.SIGNING_KEY), 100);
    }
}
