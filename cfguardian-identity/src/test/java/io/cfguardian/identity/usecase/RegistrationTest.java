package io.cfguardian.identity.usecase;

import static io.cfguardian.identity.usecase.AccountDesk.ADMINISTRATOR;
import static io.cfguardian.identity.usecase.AccountDesk.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.account.Registration.Closed;
import io.cfguardian.app.identity.account.Registration.Heard;
import io.cfguardian.app.identity.account.Registration.PasswordRefused;
import io.cfguardian.app.identity.port.PasswordPolicy.Objection;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.identity.User.Status;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final String EMAIL = "ada@example.com";
    private static final String OTHER = "tall-heron-counts-rain-4";

    @Test
    void nobodyRegistersWhereItIsClosed() {
        AccountDesk desk = new AccountDesk(Admission.CLOSED);
        long revision = desk.revision();
        int cost = desk.hashing.cost();

        assertThat(desk.register(EMAIL, PASSWORD)).isEqualTo(Closed.CLOSED);
        assertThat(desk.register(ADMINISTRATOR, "x")).isEqualTo(Closed.CLOSED);
        assertThat(desk.revision()).isEqualTo(revision);
        assertThat(desk.hashing.cost()).isEqualTo(cost);
    }

    @Test
    void whoRegistersIsAUserWithoutARoleAndSignsInAtOnce() {
        AccountDesk desk = new AccountDesk(Admission.OPEN);

        assertThat(desk.register(EMAIL, PASSWORD)).isEqualTo(Heard.HEARD);
        User ada = desk.user(EMAIL).orElseThrow();
        assertThat(ada.administrator()).isFalse();
        assertThat(ada.status()).isEqualTo(Status.ACTIVE);
        assertThat(ada.created().author().name()).isEqualTo("anonymous");
        assertThat(desk.newestEvent().kind()).isEqualTo(Kind.USER_REGISTERED);
        assertThat(desk.newestEvent().principal()).isEqualTo(ada.id().principal());
        assertThat(desk.login(EMAIL, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void withApprovalTheUserIsDisabledUntilAnAdministratorHasALook() {
        AccountDesk desk = new AccountDesk(Admission.APPROVAL);

        assertThat(desk.register(EMAIL, PASSWORD)).isEqualTo(Heard.HEARD);
        assertThat(desk.user(EMAIL)).get().matches(user -> user.status() == Status.DISABLED);
        assertThat(desk.login(EMAIL, PASSWORD)).isEqualTo(SignIn.Refused.REFUSED);
    }

    @Test
    void anAddressThatIsTakenIsAnsweredAndPaidForLikeAFreeOne() {
        AccountDesk desk = new AccountDesk(Admission.OPEN);
        User before = desk.user(ADMINISTRATOR).orElseThrow();
        long revision = desk.revision();
        int cost = desk.hashing.cost();

        assertThat(desk.register(EMAIL, OTHER)).isEqualTo(Heard.HEARD);
        assertThat(desk.hashing.cost() - cost).isEqualTo(1);
        assertThat(desk.revision() - revision).isEqualTo(1);

        assertThat(desk.register("ADMIN@example.com", OTHER)).isEqualTo(Heard.HEARD);
        assertThat(desk.hashing.cost() - cost).isEqualTo(2);
        assertThat(desk.revision() - revision).isEqualTo(2);
        assertThat(desk.user(ADMINISTRATOR)).contains(before);
        assertThat(desk.newestEvent().kind()).isEqualTo(Kind.REGISTRATION_REFUSED);
        assertThat(desk.newestEvent().principal()).isEqualTo(before.id().principal());
        assertThat(desk.newestEvent().source()).isNotNull();
        assertThat(desk.login(ADMINISTRATOR, OTHER)).isEqualTo(SignIn.Refused.REFUSED);
    }

    @Test
    void aPasswordThatWillNotDoIsRefusedWhoeverHasTheAddress() {
        AccountDesk desk = new AccountDesk(Admission.OPEN);
        long revision = desk.revision();

        for (String email : new String[] {EMAIL, ADMINISTRATOR}) {
            assertThat(desk.register(email, "short")).isEqualTo(new PasswordRefused(Objection.TOO_SHORT));
            assertThat(desk.register(email, email)).isEqualTo(new PasswordRefused(Objection.LIKE_EMAIL));
        }
        assertThat(desk.revision()).isEqualTo(revision);
    }
}
