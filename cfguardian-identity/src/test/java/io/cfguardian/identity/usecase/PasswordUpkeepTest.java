package io.cfguardian.identity.usecase;

import static io.cfguardian.identity.usecase.AccountDesk.ADMINISTRATOR;
import static io.cfguardian.identity.usecase.AccountDesk.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.domain.identity.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of a stored password, and of the attempts that count against it, when its owner shows it. */
class PasswordUpkeepTest {

    private static final String NEXT = "tall-heron-counts-rain-4";

    private final AccountDesk desk = new AccountDesk(Admission.CLOSED);

    private User administrator() {
        return desk.user(ADMINISTRATOR).orElseThrow();
    }

    private String stored() {
        return Objects.requireNonNull(administrator().password()).value();
    }

    @Test
    void aSignInKeepsThePasswordInTheNewFormOnceAndEndsNoSession() {
        desk.login(ADMINISTRATOR, PASSWORD);
        var credentials = administrator().credentials();
        desk.hashing.scheme = "s2";
        int hashed = desk.hashing.hashed;

        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(stored()).startsWith("s2:");
        assertThat(desk.hashing.hashed - hashed).isEqualTo(1);
        assertThat(administrator().credentials()).isEqualTo(credentials);

        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(desk.hashing.hashed - hashed).as("only once").isEqualTo(1);
        assertThat(desk.sessions(administrator())).hasSize(3);
    }

    @Test
    void aWrongPasswordHashesNothing() {
        desk.hashing.scheme = "s2";
        int hashed = desk.hashing.hashed;

        assertThat(desk.login(ADMINISTRATOR, NEXT)).isEqualTo(SignIn.Refused.REFUSED);
        assertThat(desk.login("nobody@example.com", PASSWORD)).isEqualTo(SignIn.Refused.REFUSED);
        assertThat(desk.hashing.hashed).isEqualTo(hashed);
        assertThat(stored()).startsWith("s1:");
    }

    @Test
    void twoSignInsAtOnceBothSucceed() {
        List<SignIn.Result> other = new ArrayList<>();
        desk.hashing.scheme = "s2";
        desk.hashing.meanwhile = () -> other.add(desk.login(ADMINISTRATOR, PASSWORD));

        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(other).singleElement().isInstanceOf(SignIn.SignedIn.class);
        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(desk.sessions(administrator())).hasSize(3);
    }

    @Test
    void aPasswordThatIsChangedMeanwhileStaysChanged() {
        desk.login(ADMINISTRATOR, PASSWORD);
        desk.hashing.scheme = "s2";
        desk.hashing.meanwhile = () -> desk.changePassword(ADMINISTRATOR, PASSWORD, NEXT);

        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isEqualTo(SignIn.Refused.REFUSED);
        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isEqualTo(SignIn.Refused.REFUSED);
        assertThat(desk.login(ADMINISTRATOR, NEXT)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void aSignInDoesNotFailOfABusyPool() {
        desk.hashing.scheme = "s2";
        desk.hashing.overloaded = true;

        assertThat(desk.login(ADMINISTRATOR, PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(stored()).startsWith("s1:");
    }

    @Test
    void aChangeByItsOwnerForgetsFailedAttempts() {
        desk.login(ADMINISTRATOR, PASSWORD);
        for (int i = 0; i < 3; i++) {
            desk.login(ADMINISTRATOR, NEXT);
        }
        assertThat(desk.attempts()).singleElement().matches(attempts -> attempts.failures() == 3);

        assertThat(desk.changePassword(ADMINISTRATOR, NEXT, NEXT)).isEqualTo(OwnAccount.NotProved.NOT_PROVED);
        assertThat(desk.attempts()).singleElement().matches(attempts -> attempts.failures() == 4);

        assertThat(desk.changePassword(ADMINISTRATOR, PASSWORD, NEXT)).isInstanceOf(OwnAccount.Done.class);
        assertThat(desk.attempts()).isEmpty();
    }
}
