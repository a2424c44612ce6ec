package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.LIFETIME;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.PASSWORD;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.ROOT;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.SECRET;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.member;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.session;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.token;
import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Expectation.Simple;
import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Session.Reach;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.state.Head;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, asked again at the commit. */
final class RightsTest {

    private static final ServiceTokenId CI = token("shop", "ci");
    private static final EnvironmentKey DEV = new EnvironmentKey("dev");
    private static final EnvironmentKey PROD = new EnvironmentKey("prod");

    private final IdentityDesk desk = new IdentityDesk();

    @BeforeEach
    void createShopAndBob() {
        desk.shop();
        desk.create("bob");
    }

    @Test
    void aRoleThatWasTakenAwayIsNotUsedAndTheRefusalIsForgotten() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, Grant.of(Role.EDITOR));
        assertThat(desk.ask(person, put("shop/prod/a"))).startsWith("committed");

        desk.node(new RemoveMember(member(BOB)));
        Head before = desk.state.head();
        assertThat(desk.ask(person, clientRequest("again"), put("shop/prod/b"))).endsWith("rights changed");
        assertThat(desk.state.head()).isEqualTo(before);

        desk.put(BOB, Grant.of(Role.EDITOR));
        assertThat(desk.ask(person, clientRequest("again"), put("shop/prod/b"))).startsWith("committed");
    }

    @Test
    void aClosedSessionIsNotUsed() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, Grant.of(Role.EDITOR));
        desk.node(new CloseSessions(BOB, person.session()));

        assertThat(desk.ask(person, put("shop/prod/a"))).endsWith("rights changed");
    }

    @Test
    void anExpiredSessionIsNotUsed() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, Grant.of(Role.EDITOR));
        desk.pass(LIFETIME);
        desk.create("carol");

        assertThat(desk.ask(person, put("shop/prod/a"))).endsWith("rights changed");
    }

    @Test
    void aDisabledUserIsNotActedFor() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, Grant.of(Role.EDITOR));
        desk.node(new UpdateUser(BOB, null, null, Status.DISABLED, null));

        assertThat(desk.ask(person, put("shop/prod/a"))).endsWith("rights changed");
    }

    @Test
    void anAdministratorNoMoreIsNone() {
        desk.node(new UpdateUser(BOB, null, null, null, Boolean.TRUE));
        Actor.Person person = desk.signIn(BOB, "1");
        assertThat(desk.ask(person, new CreateProject(project("bank"), ""))).startsWith("committed");

        desk.node(new UpdateUser(BOB, null, null, null, Boolean.FALSE));
        assertThat(desk.ask(person, new CreateProject(project("mint"), ""))).endsWith("rights changed");
    }

    @Test
    void aRevokedOrExpiredTokenIsNotUsed() {
        Actor service = new Actor.Service(CI);
        desk.node(new IssueToken(CI, "", hash("a"), desk.clock.plusSeconds(60), Grant.of(Role.EDITOR)));
        assertThat(desk.ask(service, put("shop/prod/a"))).startsWith("committed");

        desk.pass(java.time.Duration.ofSeconds(60));
        desk.create("carol");
        assertThat(desk.ask(service, put("shop/prod/b"))).endsWith("rights changed");
        desk.node(new RevokeToken(CI));
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.EDITOR)));
        assertThat(desk.ask(service, put("shop/prod/b"))).startsWith("committed");
        desk.node(new RevokeToken(CI));
        assertThat(desk.ask(service, put("shop/prod/c"))).endsWith("rights changed");
    }

    @Test
    void eachOperationOfATransactionDemandsItsOwnRight() {
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, new Grant(null, new TreeMap<>(Map.of(DEV, Role.EDITOR, PROD, Role.VIEWER))));
        ChangeDocuments both = new ChangeDocuments(
                project("shop"),
                List.of(),
                List.of(),
                List.of(
                        new PutConfig(config("shop/dev/a"), Simple.ANY, json("v"), null),
                        new PutConfig(config("shop/prod/a"), Simple.ANY, json("v"), null)));

        assertThat(desk.ask(person, put("shop/dev/a"))).startsWith("committed");
        assertThat(desk.ask(person, put("shop/prod/a"))).endsWith("rights changed");
        assertThat(desk.ask(person, both)).endsWith("rights changed");
        assertThat(desk.ask(person, putSchema())).endsWith("rights changed");
        desk.put(BOB, new Grant(null, new TreeMap<>(Map.of(DEV, Role.EDITOR, PROD, Role.EDITOR))));
        assertThat(desk.ask(person, both)).startsWith("committed");
        desk.put(BOB, Grant.of(Role.ADMIN));
        assertThat(desk.ask(person, putSchema())).startsWith("committed");
    }

    @Test
    void aRestrictedSessionReachesTheOwnAccountOnly() {
        desk.put(BOB, Grant.of(Role.ADMIN));
        desk.node(desk.open(BOB, session("1"), FactorProof.None.NONE, Reach.OWN_ACCOUNT, null));
        Actor.Person person = new Actor.Person(BOB, session("1"));

        assertThat(desk.ask(person, put("shop/prod/a"))).endsWith("rights changed");
        assertThat(desk.ask(person, new EnrolFactor(BOB, SECRET))).startsWith("committed");
        assertThat(desk.ask(person, new ActivateFactor(BOB, SECRET, 1, List.of())))
                .startsWith("committed");
        assertThat(desk.ask(person, put("shop/prod/a"))).startsWith("committed");
    }

    @Test
    void whatIsOnesOwnIsNobodyElses() {
        desk.create("carol");
        UserId carol = new UserId("carol");
        Actor.Person person = desk.signIn(BOB, "1");
        desk.put(BOB, Grant.of(Role.ADMIN));
        List<Command> others = List.of(
                new CloseSessions(carol, null),
                new EnrolFactor(carol, SECRET),
                new SetPassword(carol, PASSWORD, desk.user(carol).credentials(), null, null),
                new SetPassword(BOB, PASSWORD, null, null, null),
                new CreateUser(new UserId("dan"), null, "", true, null, null),
                new RegisterUser(new UserId("dan"), IdentityDesk.email("dan"), PASSWORD, Status.ACTIVE),
                new RehashPassword(BOB, PASSWORD, desk.user(BOB).credentials()),
                new UpdateUser(BOB, null, null, null, Boolean.TRUE));

        for (Command command : others) {
            assertThat(desk.ask(person, command)).as("%s", command).endsWith("rights changed");
        }
        assertThat(desk.ask(desk.signIn(ROOT, "2"), new CloseSessions(carol, null)))
                .startsWith("unchanged");
    }

    @Test
    void aMemberGivesRolesInItsOwnProjectOnlyAndOnlyAsItsAdmin() {
        desk.create("carol");
        Actor.Person person = desk.signIn(BOB, "1");
        PutMember put = new PutMember(member(new UserId("carol")), Grant.of(Role.VIEWER));
        desk.put(BOB, Grant.of(Role.EDITOR));
        assertThat(desk.ask(person, put)).endsWith("rights changed");
        desk.put(BOB, new Grant(null, new TreeMap<>(Map.of(DEV, Role.ADMIN, PROD, Role.ADMIN))));
        assertThat(desk.ask(person, put)).endsWith("rights changed");
        desk.put(BOB, Grant.of(Role.ADMIN));
        assertThat(desk.ask(person, put)).startsWith("committed");
    }

    @Test
    void theTableOfRightsInAProject() {
        Actor.Person person = desk.signIn(BOB, "1");
        // Actions:                          SEE, READ, EDIT, ADMINISTER; - granted, F forbidden, H hidden.
        assertRow(person, Place.of(project("shop")), "HHHH");
        assertRow(person, Place.of(project("shop"), DEV), "HHHH");
        desk.put(BOB, Grant.of(Role.VIEWER));
        assertRow(person, Place.of(project("shop")), "--FF");
        assertRow(person, Place.of(project("shop"), DEV), "--FF");
        desk.put(BOB, Grant.of(Role.EDITOR));
        assertRow(person, Place.of(project("shop"), DEV), "---F");
        desk.put(BOB, Grant.of(Role.ADMIN));
        assertRow(person, Place.of(project("shop")), "----");
        desk.put(BOB, new Grant(null, new TreeMap<>(Map.of(DEV, Role.EDITOR))));
        assertRow(person, Place.of(project("shop")), "-FFF");
        assertRow(person, Place.of(project("shop"), DEV), "---F");
        assertRow(person, Place.of(project("shop"), PROD), "HHHH");
        desk.put(BOB, new Grant(Role.EDITOR, new TreeMap<>(Map.of(DEV, Role.VIEWER, PROD, Role.ADMIN))));
        assertRow(person, Place.of(project("shop"), DEV), "---F");
        assertRow(person, Place.of(project("shop"), PROD), "----");
        assertRow(person, Place.of(project("bank")), "HHHH");
        assertThat(Rights.of(person, Action.OPERATE, Place.CLUSTER, desk.state)).isNotEqualTo(Access.GRANTED);
        assertThat(Rights.of(person, Action.OWN, Place.CLUSTER, desk.state)).isEqualTo(Access.GRANTED);
        assertRow(desk.signIn(ROOT, "9"), Place.of(project("bank")), "----");
    }

    @Test
    void aServiceHasNoAccountAndAVoidProofIsNone() {
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.ADMIN)));

        assertThat(Rights.of(new Actor.Service(CI), Action.OWN, Place.CLUSTER, desk.state))
                .isEqualTo(Access.FORBIDDEN);
        assertThat(Rights.of(
                        new Actor.Service(token("shop", "none")), Action.SEE, Place.of(project("shop")), desk.state))
                .isEqualTo(Access.UNAUTHENTICATED);
        assertThat(Rights.of(new Actor.Person(BOB, session("77")), Action.OWN, Place.CLUSTER, desk.state))
                .isEqualTo(Access.UNAUTHENTICATED);
    }

    private void assertRow(Actor actor, Place place, String expected) {
        StringBuilder row = new StringBuilder();
        for (Action action : List.of(Action.SEE, Action.READ, Action.EDIT, Action.ADMINISTER)) {
            row.append(
                    switch (Rights.of(actor, action, place, desk.state)) {
                        case GRANTED -> '-';
                        case FORBIDDEN -> 'F';
                        case HIDDEN -> 'H';
                        case UNAUTHENTICATED -> 'U';
                    });
        }
        assertThat(row.toString()).as("%s in %s", actor, place).isEqualTo(expected);
    }

    private static ChangeDocuments put(String path) {
        return ChangeDocuments.one(
                project("shop"), List.of(), new PutConfig(config(path), Simple.ANY, json("v"), null));
    }

    private static ChangeDocuments putSchema() {
        return ChangeDocuments.one(
                project("shop"), List.of(), new PutSchema(schema("shop/s"), Simple.ANY, Dialect.DRAFT_07, json("s")));
    }
}
