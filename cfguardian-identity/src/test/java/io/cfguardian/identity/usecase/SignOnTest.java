package io.cfguardian.identity.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.IdentityProvider;
import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.app.identity.provider.RoleMapping.Entry;
import io.cfguardian.app.identity.provider.SignOn;
import io.cfguardian.app.identity.provider.SignOn.NoSuchProvider;
import io.cfguardian.app.identity.provider.SignOn.Refused;
import io.cfguardian.app.identity.provider.SignOn.SignedIn;
import io.cfguardian.app.identity.provider.SignOn.Unavailable;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignOnTest {

    private static final String EMAIL = "ada@example.com";
    private static final RoleMapping MAPPING = new RoleMapping(
            "operators",
            List.of(
                    new Entry("staff", new ProjectKey("pay"), Role.VIEWER),
                    new Entry("pay-team", new ProjectKey("pay"), Role.EDITOR),
                    new Entry("staff", new ProjectKey("gone"), Role.ADMIN)));

    @Test
    void aStrangerIsRefusedUnlessUsersMayBeMade() {
        SignOnDesk closed = new SignOnDesk(true, false, RoleMapping.NONE);
        closed.corp.vouchesFor("1", EMAIL, true);
        assertThat(closed.signOn()).isEqualTo(Refused.REFUSED);
        assertThat(closed.users()).hasSize(1);
        assertThat(closed.refusals).containsExactly("no user is linked");

        SignOnDesk open = new SignOnDesk(false, true, RoleMapping.NONE);
        open.corp.vouchesFor("1", EMAIL, true);
        assertThat(open.signOn()).isInstanceOf(SignedIn.class);
        assertThat(open.users()).hasSize(2);
        User made = open.users().getLast();
        assertThat(made.id().value()).matches("u-[a-z2-7]{10}");
        assertThat(made.email()).isEqualTo(new EmailAddress(EMAIL));
        assertThat(made.administrator()).isFalse();

        open.corp.vouchesFor("1", null, false);
        assertThat(open.signOn()).isInstanceOf(SignedIn.class);
        assertThat(open.users()).as("the same person is the same user").hasSize(2);
        assertThat(open.sessions(made.id().value())).isEqualTo(2);
    }

    @Test
    void aUserIsLinkedByItsAddressOnlyWhenAllowedAndVerified() {
        SignOnDesk forbidden = new SignOnDesk(false, false, RoleMapping.NONE);
        forbidden.user("ada", EMAIL);
        forbidden.corp.vouchesFor("1", EMAIL, true);
        assertThat(forbidden.signOn()).isEqualTo(Refused.REFUSED);

        SignOnDesk allowed = new SignOnDesk(true, false, RoleMapping.NONE);
        allowed.user("ada", EMAIL);
        allowed.corp.vouchesFor("1", EMAIL, false);
        assertThat(allowed.signOn()).as("not verified").isEqualTo(Refused.REFUSED);
        allowed.corp.vouchesFor("1", "ADA@example.com", true);
        assertThat(allowed.signOn()).isInstanceOf(SignedIn.class);
        assertThat(allowed.sessions("ada")).isEqualTo(1);

        allowed.corp.vouchesFor("2", EMAIL, true);
        assertThat(allowed.signOn()).as("somebody else was given the address").isEqualTo(Refused.REFUSED);
        assertThat(allowed.sessions("ada")).isEqualTo(1);
    }

    @Test
    void aNewUserKeepsNoAddressThatIsTakenOrNotVerified() {
        SignOnDesk desk = new SignOnDesk(false, true, RoleMapping.NONE);
        desk.user("ada", EMAIL);
        desk.corp.vouchesFor("1", EMAIL, true);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        desk.corp.vouchesFor("2", "eve@example.com", false);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.users())
                .filteredOn(user -> user.id().value().startsWith("u-"))
                .hasSize(2)
                .allMatch(user -> user.email() == null);
        assertThat(desk.sessions("ada")).isZero();
    }

    @Test
    void aDisabledUserIsRefusedAndADeletedOneMayComeBackAsSomebodyNew() {
        SignOnDesk desk = new SignOnDesk(true, true, RoleMapping.NONE);
        desk.user("ada", EMAIL);
        desk.corp.vouchesFor("1", EMAIL, true);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        desk.decide(new UpdateUser(new UserId("ada"), null, null, Status.DISABLED, null));
        assertThat(desk.signOn()).isEqualTo(Refused.REFUSED);
        assertThat(desk.refusals).containsExactly("the user is disabled");
        desk.corp.vouchesFor("2", EMAIL, true);
        assertThat(desk.signOn()).as("by its address").isEqualTo(Refused.REFUSED);
        assertThat(desk.sessions("ada")).isZero();

        desk.decide(new DeleteUser(new UserId("ada")));
        desk.corp.vouchesFor("1", EMAIL, true);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.users()).hasSize(3);
        assertThat(desk.sessions("ada")).isZero();
    }

    @Test
    void rolesAreGivenAndTakenBackInTheProjectsOfTheMapping() {
        SignOnDesk desk = new SignOnDesk(true, false, MAPPING);
        desk.user("ada", EMAIL);
        desk.decide(new CreateProject(new ProjectKey("pay"), ""));
        desk.decide(new CreateProject(new ProjectKey("other"), ""));
        MemberId other = new MemberId(new ProjectKey("other"), new UserId("ada").principal());
        desk.decide(new PutMember(other, Grant.of(Role.ADMIN)));

        desk.corp.vouchesFor("1", EMAIL, true, "staff", "pay-team", "operators");
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.grant("pay", "ada")).contains(Grant.of(Role.EDITOR));
        assertThat(desk.find("ada")).get().matches(User::administrator);

        long before = desk.revision();
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.revision()).as("nothing but the session").isEqualTo(before + 1);

        desk.corp.vouchesFor("1", EMAIL, true, "staff", "Pay-Team", "Operators");
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.grant("pay", "ada")).contains(Grant.of(Role.VIEWER));
        assertThat(desk.find("ada")).get().matches(user -> !user.administrator());

        desk.corp.vouchesFor("1", EMAIL, true);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.grant("pay", "ada")).isEmpty();
        assertThat(desk.grant("other", "ada")).contains(Grant.of(Role.ADMIN));
    }

    @Test
    void theLastAdministratorStaysOne() {
        SignOnDesk desk = new SignOnDesk(true, false, MAPPING);
        desk.corp.vouchesFor("1", "admin@example.com", true);
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.find("admin")).get().matches(User::isActiveAdministrator);
    }

    @Test
    void aProviderWithNoSayInRolesChangesNone() {
        SignOnDesk desk = new SignOnDesk(true, false, RoleMapping.NONE);
        desk.user("ada", EMAIL);
        desk.decide(new UpdateUser(new UserId("ada"), null, null, null, true));
        desk.corp.vouchesFor("1", EMAIL, true, "operators");
        assertThat(desk.signOn()).isInstanceOf(SignedIn.class);
        assertThat(desk.find("ada")).get().matches(User::administrator);
    }

    @Test
    void aCookieServesOneProviderForTenMinutesAndAsItIs() {
        SignOnDesk desk = new SignOnDesk(false, true, RoleMapping.NONE);
        desk.corp.vouchesFor("1", EMAIL, true);
        desk.club.vouchesFor("1", EMAIL, true);
        String cookie = desk.cookie("corp");
        int middle = cookie.length() / 2;
        char other = cookie.charAt(middle) == 'A' ? 'B' : 'A';
        for (String bad : List.of(
                "",
                "?",
                "A",
                cookie.substring(1),
                cookie + "AAAA",
                cookie.substring(0, middle) + other + cookie.substring(middle + 1),
                desk.cookie("club"),
                "A".repeat(5_000))) {
            assertThat(desk.finish("corp", bad)).as(bad).isEqualTo(Refused.REFUSED);
        }
        desk.now = desk.now.plus(Duration.ofMinutes(10));
        assertThat(desk.finish("corp", cookie)).as("too late").isEqualTo(Refused.REFUSED);
        assertThat(desk.corp.ended)
                .as("the provider is asked about none of them")
                .isEmpty();
        assertThat(desk.users()).hasSize(1);

        desk.now = desk.now.minusMillis(1);
        assertThat(desk.finish("corp", cookie)).isInstanceOf(SignedIn.class);
        assertThat(desk.corp.ended).containsExactly(ScriptedProvider.FLOW);
    }

    @Test
    void whatTheProviderRefusesOrCannotSayWritesNothing() {
        SignOnDesk desk = new SignOnDesk(true, true, RoleMapping.NONE);
        long before = desk.revision();
        desk.corp.says(new IdentityProvider.Refused("the answer is not to this sign-on"));
        assertThat(desk.signOn()).isEqualTo(Refused.REFUSED);
        desk.corp.says(new IdentityProvider.Unavailable("no answer"));
        assertThat(desk.signOn()).isEqualTo(Unavailable.UNAVAILABLE);
        desk.corp.vouchesFor("not a subject", EMAIL, true);
        assertThat(desk.signOn()).isEqualTo(Refused.REFUSED);
        assertThat(desk.start("elsewhere")).isEqualTo(NoSuchProvider.NO_SUCH_PROVIDER);
        assertThat(desk.finish("elsewhere", "")).isEqualTo(NoSuchProvider.NO_SUCH_PROVIDER);
        assertThat(desk.revision()).isEqualTo(before);
        assertThat(desk.refusals)
                .containsExactly("the answer is not to this sign-on", "the subject is none that can be kept");
        assertThat(desk.start("corp")).isInstanceOf(SignOn.Redirect.class);
    }
}
