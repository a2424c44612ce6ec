package io.cfguardian.identity.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBasedPasswordsTest {

    private static final Bytes RFC_SECRET = Bytes.utf8("12345678901234567890");
    private static final long STEP = 37037036;
    private static final Instant NOW = Instant.ofEpochSecond(STEP * 30 + 11);

    private final TimeBasedPasswords passwords = new TimeBasedPasswords();

    /** RFC 6238, appendix B, SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130",
    })
    void codesAreThoseOfTheRfc(long epochSecond, String code) {
        assertThat(TimeBasedPasswords.generator(RFC_SECRET, 8).generate(epochSecond / 30))
                .isEqualTo(code);
        assertThat(passwords.matchingStep(RFC_SECRET, code.substring(2), Instant.ofEpochSecond(epochSecond)))
                .hasValue(epochSecond / 30);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void aClockMayBeWrongByOneStep(long stepsOff, boolean accepted) {
        String code = codeOf(STEP + stepsOff);
        assertThat(passwords.matchingStep(RFC_SECRET, code, NOW))
                .isEqualTo(accepted ? OptionalLong.of(STEP + stepsOff) : OptionalLong.empty());
    }

    @Test
    void onlySixAsciiDigitsAreACode() {
        String code = codeOf(STEP);
        List<String> others = List.of(
                "",
                code.substring(1),
                code + "0",
                "0" + code,
                " " + code,
                code + "\n",
                code.substring(0, 3) + " " + code.substring(3),
                "+" + code.substring(1),
                code.replace('0', 'O') + "O",
                code.chars()
                        .map(digit -> digit - '0' + '٠')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        assertThat(others)
                .allSatisfy(other -> assertThat(passwords.matchingStep(RFC_SECRET, other, NOW))
                        .isEmpty());
        assertThat(passwords.matchingStep(RFC_SECRET, code, NOW)).hasValue(STEP);
    }

    @Test
    void anotherSecretGivesOtherCodes() {
        assertThat(passwords.matchingStep(Bytes.utf8("12345678901234567891"), codeOf(STEP), NOW))
                .isEmpty();
    }

    @Test
    void aNewSecretHasTwentyRandomBytes() {
        assertThat(passwords.newSecret().size()).isEqualTo(20);
        assertThat(passwords.newSecret()).isNotEqualTo(passwords.newSecret());
    }

    @Test
    void theEnrolmentUriIsReadBackWhateverTheNames() {
        String uri = passwords.enrolmentUri(RFC_SECRET, "cfguardian prod", "al+ice/ü?&#@example.com");
        assertThat(uri)
                .isEqualTo(
                        "otpauth://totp/cfguardian%20prod:al%2Bice%2F%C3%BC%3F%26%23%40example.com"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=cfguardian%20prod&algorithm=SHA1&digits=6&period=30");
        assertThat(URI.create(uri).getPath()).isEqualTo("/cfguardian prod:al+ice/ü?&#@example.com");
        assertThatThrownBy(() -> passwords.enrolmentUri(RFC_SECRET, "a:b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recoveryCodesAreTenAndDifferentAndReadable() {
        assertThat(passwords.newRecoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}"));
    }

    @Test
    void howARecoveryCodeIsTypedDoesNotMatter() {
        String code = "0a1bc-2de3f-4gh5j-6km7n-8pq9r";
        assertThat(passwords.recoveryDigest(code))
                .isPresent()
                .isEqualTo(passwords.recoveryDigest(code.toUpperCase(Locale.ROOT)))
                .isEqualTo(passwords.recoveryDigest(code.replace("-", "")))
                .isEqualTo(passwords.recoveryDigest(" " + code.replace('-', ' ') + " "))
                .isEqualTo(passwords.recoveryDigest(code.replace('0', 'o').replace('1', 'l')))
                .isEqualTo(passwords.recoveryDigest(code.replace('0', 'O').replace('1', 'I')))
                .isNotEqualTo(passwords.recoveryDigest(code.replace('9', '8')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0a1bc-2de3f-4gh5j-6km7n-8pq9",
                "0a1bc-2de3f-4gh5j-6km7n-8pq9r0",
                "0a1bc-2de3f-4gh5j-6km7n-8pq9u",
                "0a1bc_2de3f-4gh5j-6km7n-8pq9r",
                "123456"
            })
    void anythingElseIsNoRecoveryCode(String code) {
        assertThat(passwords.recoveryDigest(code)).isEmpty();
    }

    private static String codeOf(long step) {
        return TimeBasedPasswords.generator(RFC_SECRET, 6).generate(step);
    }
}
