package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.session;
import static io.cfguardian.testkit.example.Examples.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.state.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoginTest {

    private static final Hash ACCOUNT = hash("account of bob");

    private final IdentityDesk desk = new IdentityDesk();

    @BeforeEach
    void createBob() {
        desk.create("bob");
    }

    @Test
    void theFifthAttemptLocksAndTheDelaysDoubleUpToFifteenMinutes() {
        List<Long> delays = new ArrayList<>();
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertThat(charge()).startsWith("committed");
            Instant until = attempts().orElseThrow().lockedUntil();
            long delay = until == null ? 0 : Duration.between(desk.clock, until).toSeconds();
            delays.add(delay);
            desk.pass(Duration.ofSeconds(delay));
        }

        assertThat(delays).containsExactly(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThat(desk.log().stream().filter(kind -> kind == Kind.ACCOUNT_LOCKED))
                .hasSize(8);
    }

    @Test
    void aLockedAccountIsRefusedUntilTheMomentAndNothingIsCounted() {
        for (int i = 0; i < 5; i++) {
            charge();
        }
        Head before = desk.state.head();

        desk.pass(Duration.ofSeconds(30).minusMillis(1));
        assertThat(charge()).contains("locked out until 2026-01-01T12:00:30Z");
        assertThat(attempts().orElseThrow().failures()).isEqualTo(5);
        assertThat(desk.state.head()).isEqualTo(before);

        desk.pass(Duration.ofMillis(1));
        assertThat(charge()).startsWith("committed");
    }

    @Test
    void anHourOfPeaceForgets() {
        for (int i = 0; i < 4; i++) {
            charge();
        }
        desk.pass(Duration.ofHours(1));
        charge();
        assertThat(attempts().orElseThrow().failures()).isEqualTo(5);

        desk.pass(Duration.ofHours(1).plusMillis(1));
        charge();
        assertThat(attempts().orElseThrow().failures()).isEqualTo(1);
        assertThat(attempts().orElseThrow().lockedUntil()).isNull();
    }

    @Test
    void anAddressOfNobodyIsCountedAlike() {
        Hash nobody = hash("account of nobody");
        for (int i = 0; i < 5; i++) {
            assertThat(desk.node(new ChargeLogin(nobody))).startsWith("committed");
        }
        assertThat(desk.node(new ChargeLogin(nobody))).contains("locked out");
        assertThat(charge()).startsWith("committed");
    }

    @Test
    void successForgetsTheAttempts() {
        charge();
        charge();

        assertThat(desk.node(open("1", FactorProof.None.NONE))).startsWith("committed");
        assertThat(attempts()).isEmpty();
        assertThat(desk.sessions(BOB)).singleElement().satisfies(session -> {
            assertThat(session.source()).isEqualTo(IdentityDesk.SOURCE);
            assertThat(session.expires()).isEqualTo(desk.clock.plus(IdentityDesk.LIFETIME));
        });
        assertThat(desk.log()).endsWith(Kind.LOGIN_SUCCEEDED);
    }

    @Test
    void aPasswordChangeByItsOwnerForgetsTheAttempts() {
        charge();
        charge();
        desk.node(new SetPassword(BOB, IdentityDesk.PASSWORD, null, null, null));
        assertThat(attempts()).as("set by an administrator").isPresent();

        var checked = desk.user(BOB).credentials();
        assertThat(desk.node(new SetPassword(BOB, IdentityDesk.PASSWORD, checked, null, ACCOUNT)))
                .startsWith("committed");
        assertThat(attempts()).isEmpty();
    }

    @Test
    void anAdministratorUnlocks() {
        for (int i = 0; i < 5; i++) {
            charge();
        }

        assertThat(desk.node(new Unlock(BOB, ACCOUNT))).startsWith("committed");
        assertThat(desk.node(new Unlock(BOB, ACCOUNT))).startsWith("unchanged");
        assertThat(charge()).startsWith("committed");
        assertThat(desk.node(new Unlock(IdentityDesk.ROOT, hash("none")))).startsWith("unchanged");
    }

    @Test
    void credentialsThatWereChangedMeanwhileAreRefused() {
        OpenSession checkedBefore = open("1", FactorProof.None.NONE);
        desk.node(new SetPassword(BOB, IdentityDesk.PASSWORD, null, null, null));

        assertThat(desk.node(checkedBefore)).contains("proof refused");
        assertThat(desk.sessions(BOB)).isEmpty();
        assertThat(desk.node(open("1", FactorProof.None.NONE))).startsWith("committed");
    }

    @Test
    void aDisabledUserIsRefusedAlsoWhenItIsBackMeanwhile() {
        OpenSession checkedBefore = open("1", FactorProof.None.NONE);
        desk.node(new UpdateUser(BOB, null, null, Status.DISABLED, null));
        assertThat(desk.node(open("1", FactorProof.None.NONE))).contains("proof refused");

        desk.node(new UpdateUser(BOB, null, null, Status.ACTIVE, null));
        assertThat(desk.node(checkedBefore)).contains("proof refused");
        assertThat(desk.node(open("1", FactorProof.None.NONE))).startsWith("committed");
    }

    @Test
    void aSecondFactorIsDemandedAndEachStepCountsOnce() {
        activate();

        assertThat(desk.node(open("1", FactorProof.None.NONE))).contains("proof refused");
        assertThat(desk.node(open("1", new FactorProof.Step(100)))).contains("proof refused");
        assertThat(desk.node(open("1", new FactorProof.Step(101)))).startsWith("committed");
        assertThat(desk.node(open("2", new FactorProof.Step(101)))).contains("proof refused");
        assertThat(desk.node(open("2", new FactorProof.Step(99)))).contains("proof refused");
        assertThat(desk.node(open("2", new FactorProof.Step(102)))).startsWith("committed");
    }

    @Test
    void eachRecoveryCodeCountsOnce() {
        activate();

        assertThat(desk.node(open("1", new FactorProof.Recovery(hash("wrong")))))
                .contains("proof refused");
        assertThat(desk.node(open("1", new FactorProof.Recovery(hash("code 1")))))
                .startsWith("committed");
        assertThat(desk.log()).endsWith(Kind.LOGIN_SUCCEEDED, Kind.RECOVERY_CODE_USED);
        assertThat(desk.node(open("2", new FactorProof.Recovery(hash("code 1")))))
                .contains("proof refused");
        assertThat(desk.node(open("2", new FactorProof.Recovery(hash("code 2")))))
                .startsWith("committed");
        assertThat(desk.user(BOB).factor())
                .isInstanceOfSatisfying(
                        SecondFactor.Active.class,
                        active -> assertThat(active.recoveryCodes()).isEmpty());
    }

    @Test
    void aProofForAUserWithoutAFactorIsRefused() {
        assertThat(desk.node(open("1", new FactorProof.Step(5)))).contains("proof refused");
    }

    @Test
    void theHundredAndFirstSessionEndsTheOneRefreshedLongestAgo() {
        for (int i = 1; i <= 100; i++) {
            desk.pass(Duration.ofSeconds(1));
            desk.signIn(BOB, Integer.toString(1_000 - i));
        }
        assertThat(desk.sessions(BOB)).hasSize(100);

        desk.signIn(BOB, "5000");

        assertThat(desk.sessions(BOB))
                .hasSize(100)
                .noneMatch(open -> open.id().equals(session("999")))
                .anyMatch(open -> open.id().equals(session("998")))
                .anyMatch(open -> open.id().equals(session("5000")));
    }

    private void activate() {
        desk.node(new EnrolFactor(BOB, IdentityDesk.SECRET));
        desk.node(new ActivateFactor(BOB, IdentityDesk.SECRET, 100, List.of(hash("code 1"), hash("code 2"))));
    }

    private String charge() {
        return desk.node(new ChargeLogin(ACCOUNT));
    }

    private OpenSession open(String session, FactorProof proof) {
        return desk.open(BOB, session(session), proof, Reach.FULL, ACCOUNT);
    }

    private Optional<LoginAttempts> attempts() {
        return desk.state.find(EntityKey.ofAttempts(ACCOUNT));
    }
}
