package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.PASSWORD;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.ROOT;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.SECRET;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.email;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.keyPair;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.session;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Sealed;
import io.cfguardian.domain.identity.SecondFactor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.state.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserTest {

    private static final FederatedId CORP = new FederatedId("corp", "17");

    private final IdentityDesk desk = new IdentityDesk();

    @Test
    void aSecondBootstrapKeepsEverything() {
        Head before = desk.state.head();

        assertThat(desk.node(new Bootstrap(BOB, email("bob"), PASSWORD, "m9", SECRET, keyPair("k9"))))
                .startsWith("unchanged");
        assertThat(desk.state.find(EntityKey.of(BOB))).isEmpty();
        assertThat(desk.state.find(EntityKey.dataKey()).orElseThrow().master()).isEqualTo("m1");
        assertThat(desk.state.head().revision()).isEqualTo(before.revision());
        assertThat(desk.state.head().counts()).isEqualTo(new Head.Counts(0, 1, 1));
    }

    @Test
    void theLastAdministratorStays() {
        desk.create("bob");
        String refusal = "last administrator";

        assertThat(desk.node(new UpdateUser(ROOT, null, null, Status.DISABLED, null)))
                .endsWith(refusal);
        assertThat(desk.node(new UpdateUser(ROOT, null, null, null, Boolean.FALSE)))
                .endsWith(refusal);
        assertThat(desk.node(new DeleteUser(ROOT))).endsWith(refusal);

        desk.node(new UpdateUser(BOB, null, null, Status.DISABLED, Boolean.TRUE));
        assertThat(desk.node(new DeleteUser(ROOT))).endsWith(refusal);
        desk.node(new UpdateUser(BOB, null, null, Status.ACTIVE, null));
        assertThat(desk.node(new DeleteUser(ROOT))).contains("user root deleted");
        assertThat(desk.node(new DeleteUser(BOB))).endsWith(refusal);
        assertThat(desk.state.head().counts()).isEqualTo(new Head.Counts(0, 2, 1));
    }

    @Test
    void anIdIsNotGivenAgain() {
        desk.create("bob");
        assertThat(desk.node(new CreateUser(BOB, null, "", false, null, null))).endsWith("already exists user bob");

        desk.node(new DeleteUser(BOB));
        assertThat(desk.node(new CreateUser(BOB, null, "", false, null, null))).contains("key retired user bob at r3");
        assertThat(desk.node(new DeleteUser(BOB))).endsWith("not found user bob");
        assertThat(desk.user(BOB).email()).isNull();
        assertThat(desk.user(BOB).name()).isEmpty();
        assertThat(desk.user(BOB).password()).isNull();
    }

    @Test
    void anAddressIsOneUsersUntilItIsGivenUp() {
        desk.create("bob");
        CreateUser carol = new CreateUser(new UserId("carol"), email("bob"), "", false, PASSWORD, null);

        assertThat(desk.node(carol)).endsWith("identity taken");
        assertThat(desk.node(new UpdateUser(ROOT, email("bob"), null, null, null)))
                .endsWith("identity taken");

        desk.node(new UpdateUser(BOB, email("robert"), null, null, null));
        assertThat(desk.state.find(EntityKey.of(email("bob")))).isEmpty();
        assertThat(desk.node(carol)).startsWith("committed");
        assertThat(desk.node(new UpdateUser(BOB, email("bob"), null, null, null)))
                .endsWith("identity taken");
    }

    @Test
    void aDeletedUsersAddressIsFree() {
        desk.create("bob");
        desk.node(new DeleteUser(BOB));

        assertThat(desk.node(new CreateUser(new UserId("rob"), email("bob"), "", false, PASSWORD, null)))
                .startsWith("committed");
        assertThat(desk.state.find(EntityKey.of(email("bob"))).orElseThrow().user())
                .isEqualTo(new UserId("rob"));
    }

    @Test
    void aProvidersNameIsOneUsersUntilThatOneIsDeleted() {
        desk.create("bob");
        desk.create("carol");
        UserId carol = new UserId("carol");

        assertThat(desk.node(new LinkIdentity(BOB, CORP))).startsWith("committed");
        assertThat(desk.node(new LinkIdentity(BOB, CORP))).startsWith("unchanged");
        assertThat(desk.node(new LinkIdentity(carol, CORP))).endsWith("identity taken");
        assertThat(desk.node(new CreateUser(new UserId("dan"), null, "", false, null, CORP)))
                .endsWith("identity taken");

        desk.node(new UpdateUser(BOB, null, null, Status.DISABLED, null));
        assertThat(desk.node(new LinkIdentity(carol, CORP))).endsWith("identity taken");
        desk.node(new DeleteUser(BOB));
        assertThat(desk.node(new LinkIdentity(carol, CORP))).startsWith("committed");
        assertThat(desk.state.find(EntityKey.of(CORP)).orElseThrow().user()).isEqualTo(carol);
    }

    @Test
    void whoRegistersHasNoRoleAndAnAddressThatIsTakenIsOneCommitToo() {
        UserId carol = new UserId("carol");
        assertThat(desk.node(new RegisterUser(BOB, email("bob"), PASSWORD, Status.DISABLED)))
                .startsWith("committed r2")
                .contains("user bob created");
        User bob = desk.user(BOB);
        assertThat(bob.status()).isEqualTo(Status.DISABLED);
        assertThat(bob.administrator()).isFalse();
        assertThat(desk.log()).endsWith(Kind.USER_REGISTERED);

        assertThat(desk.node(new RegisterUser(carol, email("bob"), PASSWORD, Status.ACTIVE)))
                .startsWith("committed r3")
                .contains("user bob unchanged");
        assertThat(desk.user(BOB)).isEqualTo(bob);
        assertThat(desk.state.find(EntityKey.of(carol))).isEmpty();
        assertThat(desk.state.head().counts()).isEqualTo(new Head.Counts(0, 2, 1));
        assertThat(desk.log()).endsWith(Kind.REGISTRATION_REFUSED);

        assertThat(desk.node(new RegisterUser(BOB, email("free"), PASSWORD, Status.ACTIVE)))
                .endsWith("already exists user bob");
    }

    @Test
    void thePasswordInAnotherFormEndsNothingAndVoidsNoProof() {
        desk.create("bob");
        Actor.Person person = desk.signIn(BOB, "1");
        PasswordHash newer = new PasswordHash("scheme$new");
        var checkedBefore = desk.open(BOB, session("2"), FactorProof.None.NONE, Reach.FULL, null);
        RehashPassword rehash = new RehashPassword(BOB, newer, desk.user(BOB).credentials());
        int events = desk.log().size();

        assertThat(desk.node(rehash)).startsWith("committed");
        assertThat(desk.node(rehash)).startsWith("committed");
        assertThat(desk.user(BOB).password()).isEqualTo(newer);
        assertThat(desk.log()).as("nothing that guards want to see").hasSize(events);
        assertThat(desk.isOpen(person)).isTrue();
        assertThat(desk.node(checkedBefore)).startsWith("committed");

        desk.node(new SetPassword(BOB, PASSWORD, null, null, null));
        assertThat(desk.node(rehash)).endsWith("proof refused");
        assertThat(desk.user(BOB).password()).isEqualTo(PASSWORD);
        desk.node(new DeleteUser(BOB));
        assertThat(desk.node(rehash)).endsWith("not found user bob");
    }

    @Test
    void whatIsAsItWasIsNoChange() {
        desk.create("bob");

        assertThat(desk.node(new UpdateUser(BOB, email("bob"), "bob", Status.ACTIVE, Boolean.FALSE)))
                .startsWith("unchanged");
        assertThat(desk.node(new UpdateUser(new UserId("nobody"), null, "x", null, null)))
                .endsWith("not found user nobody");
    }

    @Test
    void deletingEndsAllSessions() {
        desk.create("bob");
        Actor.Person person = desk.signIn(BOB, "1");

        desk.node(new DeleteUser(BOB));

        assertThat(desk.isOpen(person)).isFalse();
    }

    @Test
    void aFactorIsPreparedActivatedAndTakenAway() {
        desk.create("bob");
        Sealed other = new Sealed(Bytes.utf8("other"));
        Actor.Person person = desk.signIn(BOB, "1");
        desk.node(desk.open(BOB, session("2"), FactorProof.None.NONE, Reach.OWN_ACCOUNT, null));

        assertThat(desk.ask(person, new ActivateFactor(BOB, SECRET, 7, List.of())))
                .endsWith("factor conflict");
        assertThat(desk.ask(person, new EnrolFactor(BOB, other))).startsWith("committed");
        assertThat(desk.ask(person, new EnrolFactor(BOB, SECRET))).startsWith("committed");
        assertThat(desk.ask(person, new ActivateFactor(BOB, other, 7, List.of())))
                .endsWith("factor conflict");
        assertThat(desk.ask(person, new ActivateFactor(BOB, SECRET, 7, List.of(hash("code")))))
                .startsWith("committed");
        assertThat(desk.sessions(BOB)).allMatch(session -> session.reach() == Reach.FULL);
        assertThat(desk.ask(person, new EnrolFactor(BOB, other))).endsWith("factor conflict");

        assertThat(desk.ask(person, new DisableFactor(BOB, new FactorProof.Step(7))))
                .endsWith("proof refused");
        assertThat(desk.ask(person, new DisableFactor(BOB, new FactorProof.Step(8))))
                .startsWith("committed");
        assertThat(desk.user(BOB).factor()).isEqualTo(SecondFactor.Absent.ABSENT);
        assertThat(desk.ask(person, new DisableFactor(BOB, new FactorProof.Step(9))))
                .startsWith("unchanged");
    }

    @Test
    void aFactorThatChangedVoidsWhatWasCheckedBefore() {
        desk.create("bob");
        var before = desk.open(BOB, session("1"), FactorProof.None.NONE, Reach.FULL, null);
        desk.node(new EnrolFactor(BOB, SECRET));
        assertThat(desk.user(BOB).credentials()).isEqualTo(revision(2));
        desk.node(new ActivateFactor(BOB, SECRET, 7, List.of()));
        desk.node(new DisableFactor(BOB, FactorProof.None.NONE));

        assertThat(desk.node(before)).endsWith("proof refused");
    }
}
