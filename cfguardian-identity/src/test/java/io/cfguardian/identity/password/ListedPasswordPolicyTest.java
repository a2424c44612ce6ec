package io.cfguardian.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.PasswordPolicy.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListedPasswordPolicyTest {

    private static final ListedPasswordPolicy POLICY = new ListedPasswordPolicy();
    private static final String EMAIL = "Alice.Smith@example.com";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tangerine owl 7 postbox",
                "Tr0ub4dor&3 xkcd",
                "ohne Umlaut geht's auch",
                "パスワードは十二文字以上です",
                "smith likes gardening",
                "x9!kQ2#mW7$z",
            })
    void whatIsNotGuessedAtOnceIsTaken(String password) {
        assertThat(POLICY.objection(password, EMAIL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_SHORT, elevenchars",
        "TOO_SHORT, ''",
        "COMMON, qwertyuiop123",
        "COMMON, QwertyUiop!!2026",
        "COMMON, administrator",
        "COMMON, Administrator1",
        "COMMON, password2026!",
        "COMMON, P@ssw0rd1234",
        "COMMON, passwordpassword",
        "COMMON, dragon1dragon1dragon1",
        "COMMON, 1qaz2wsx3edc",
        "COMMON, leavemealone",
        "MONOTONOUS, 123456789012",
        "MONOTONOUS, abcdefghijklmn",
        "MONOTONOUS, aaaaaaaaaaaaaa",
        "MONOTONOUS, abcabcabcabcabc",
        "MONOTONOUS, aabbccddeeffgg",
        "MONOTONOUS, 112211221122331",
        "LIKE_EMAIL, alice.smith@example.com",
        "LIKE_EMAIL, ALICE.SMITH@EXAMPLE.COM",
        "LIKE_EMAIL, alice.smith@example.com1",
        "LIKE_EMAIL, Alice.Smith2026!",
    })
    void whatIsGuessedFirstIsNot(Objection objection, String password) {
        assertThat(POLICY.objection(password, EMAIL)).contains(objection);
    }

    @Test
    void lengthCountsCodePoints() {
        assertThat(POLICY.objection("🔑🦉🍊📮🌲🎻🐙🚲🧭🪁🧩", EMAIL)).contains(Objection.TOO_SHORT);
        assertThat(POLICY.objection("🔑🦉🍊📮🌲🎻🐙🚲🧭🪁🧩🪵", EMAIL)).isEmpty();
        String longest = "tangerine owl 7 ".repeat(8);
        assertThat(POLICY.objection(longest, EMAIL)).isEmpty();
        assertThat(POLICY.objection(longest + "!", EMAIL)).contains(Objection.TOO_LONG);
    }

    @Test
    void halfASurrogatePairIsNoText() {
        assertThat(POLICY.objection("tangerine owl \ud83d", EMAIL)).contains(Objection.NOT_UNICODE);
    }

    @Test
    void anAddressWithoutLettersBeforeTheAtForbidsNothingElse() {
        assertThat(POLICY.objection("tangerine owl 7", "12345@example.com")).isEmpty();
        assertThat(POLICY.objection("9!4#7$2%8&1*", "12345@example.com")).isEmpty();
    }
}
