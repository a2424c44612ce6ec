package io.cfguardian.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.http.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static String canonical(String text) {
        return CanonicalJson.bytes(StrictJson.parse(Bytes.utf8(text))).utf8();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "{}", "\"\"", "0", "[1,[2,{\"a\":null}]]", "\"\uD83D\uDE00\""})
    void valuesAreReadAsTheyAre(String text) {
        assertThat(canonical(text)).isEqualTo(text);
    }

    @Test
    void numbersAreExact() {
        assertThat(canonical("[0.1,1e2,12345678901234567890,-0]")).isEqualTo("[0.1,100,12345678901234567890,0]");
    }

    @Test
    void oneHundredAndTwentyEightLevelsAreRead() {
        assertThat(canonical("[".repeat(128) + "]".repeat(128))).hasSize(256);
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        assertThatThrownBy(() -> StrictJson.parse(Bytes.of(new byte[] {'"', (byte) 0xff, '"'})))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> StrictJson.parse(Bytes.of(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '1'})))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aProblemShowsNothingOfTheBody() {
        assertThatThrownBy(() -> StrictJson.parse(Bytes.utf8("{\"a\":\"secret\" oops}")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().toString()).doesNotContain("secret", "oops"));
    }
}
