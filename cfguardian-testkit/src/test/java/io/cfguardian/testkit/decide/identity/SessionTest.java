package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.LIFETIME;
import static io.cfguardian.testkit.example.Examples.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.state.Head;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionTest {

    private final IdentityDesk desk = new IdentityDesk();

    @BeforeEach
    void createBob() {
        desk.create("bob");
    }

    @Test
    void aRefreshTakesTheNextSecretAndLivesOn() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.pass(Duration.ofDays(6));

        assertThat(refresh(person, "secret " + person.session(), "next")).startsWith("committed");
        assertThat(desk.sessions(BOB)).singleElement().satisfies(session -> {
            assertThat(session.secret()).isEqualTo(hash("next"));
            assertThat(session.refreshed()).isEqualTo(desk.clock);
            assertThat(session.expires()).isEqualTo(desk.clock.plus(LIFETIME));
        });
        assertThat(refresh(person, "next", "third")).startsWith("committed");
    }

    @Test
    void noNumberOfRefreshesLivesLongerThanTheLongestLife() {
        Actor.Person person = desk.signIn(BOB, "1");
        Instant end = desk.clock.plus(Session.LIFETIME_MAX);
        String secret = "secret " + person.session();
        for (int day = 6; day < 90; day += 6) {
            desk.pass(Duration.ofDays(6));
            assertThat(refresh(person, secret, "day " + day)).startsWith("committed");
            secret = "day " + day;
        }

        assertThat(desk.sessions(BOB))
                .singleElement()
                .satisfies(session -> assertThat(session.expires()).isEqualTo(end));
        desk.pass(Duration.ofDays(6));
        assertThat(refresh(person, secret, "beyond")).contains("proof refused");
    }

    @Test
    void anOldSecretOfTheFamilyEndsTheFamily() {
        Actor.Person person = desk.signIn(BOB, "1");
        Actor.Person other = desk.signIn(BOB, "2");
        refresh(person, "secret " + person.session(), "next");

        assertThat(refresh(person, "secret " + person.session(), "stolen")).contains("user bob deleted");
        assertThat(desk.isOpen(person)).isFalse();
        assertThat(desk.isOpen(other)).isTrue();
        assertThat(refresh(person, "next", "third")).contains("proof refused");
        assertThat(desk.log()).endsWith(Kind.REFRESH_TOKEN_REUSED);
    }

    @Test
    void aForgedFamilyChangesNothing() {
        Actor.Person person = desk.signIn(BOB, "1");
        Head before = desk.state.head();

        assertThat(desk.node(new RefreshSession(
                        BOB,
                        person.session(),
                        hash("forged"),
                        hash("secret " + person.session()),
                        hash("next"),
                        LIFETIME)))
                .contains("proof refused");
        assertThat(desk.isOpen(person)).isTrue();
        assertThat(desk.state.head()).isEqualTo(before);
    }

    @Test
    void anExpiredSessionIsNotRefreshed() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.pass(LIFETIME);

        assertThat(refresh(person, "secret " + person.session(), "next")).contains("proof refused");
    }

    @Test
    void nobodyRefreshesForADisabledUser() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.node(new UpdateUser(BOB, null, null, Status.DISABLED, null));

        assertThat(desk.sessions(BOB)).isEmpty();
        assertThat(refresh(person, "secret " + person.session(), "next")).contains("proof refused");
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        Actor.Person here = desk.signIn(BOB, "1");
        Actor.Person there = desk.signIn(BOB, "2");

        assertThat(desk.ask(
                        here,
                        new SetPassword(
                                BOB, IdentityDesk.PASSWORD, desk.user(BOB).credentials(), here.session(), null)))
                .startsWith("committed");
        assertThat(desk.isOpen(here)).isTrue();
        assertThat(desk.isOpen(there)).isFalse();
        assertThat(refresh(there, "secret " + there.session(), "next")).contains("proof refused");
    }

    @Test
    void aPasswordThatWasCheckedOnOlderCredentialsIsRefused() {
        Actor.Person here = desk.signIn(BOB, "1");
        SetPassword checked =
                new SetPassword(BOB, IdentityDesk.PASSWORD, desk.user(BOB).credentials(), here.session(), null);
        desk.ask(here, checked);

        assertThat(desk.ask(here, checked)).contains("proof refused");
    }

    @Test
    void oneOrAllAreClosed() {
        Actor.Person one = desk.signIn(BOB, "1");
        Actor.Person two = desk.signIn(BOB, "2");
        Actor.Person three = desk.signIn(BOB, "3");

        desk.ask(one, new CloseSessions(BOB, two.session()));
        assertThat(desk.isOpen(two)).isFalse();
        assertThat(desk.isOpen(three)).isTrue();
        assertThat(desk.log()).endsWith(Kind.SESSION_REVOKED);

        desk.ask(one, new CloseSessions(BOB, null));
        assertThat(desk.sessions(BOB)).isEmpty();
        assertThat(desk.log()).endsWith(Kind.SESSIONS_REVOKED);
        assertThat(desk.node(new CloseSessions(BOB, null))).startsWith("unchanged");
    }

    private String refresh(Actor.Person person, String presented, String next) {
        return desk.node(new RefreshSession(
                person.user(),
                person.session(),
                hash("family " + person.session()),
                hash(presented),
                hash(next),
                LIFETIME));
    }
}
