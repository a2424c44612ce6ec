package io.cfguardian.app.identity.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.UserId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTokenTest {

    private static final Random RANDOM = new Random(7);
    private static final RefreshTokenText REFRESH =
            new RefreshTokenText(new UserId("ada"), bytes(16), bytes(32), bytes(32));
    private static final ServiceTokenText SERVICE =
            new ServiceTokenText(new ProjectKey("payments"), "ci.deploy-1", bytes(32));
    private static final SignOnFlow FLOW = new SignOnFlow("s".repeat(43), "n".repeat(43), "v".repeat(43));

    @Test
    void aTokenIsReadBack() {
        assertThat(RefreshTokenText.parse(REFRESH.text())).contains(REFRESH);
        assertThat(ServiceTokenText.parse(SERVICE.text())).contains(SERVICE);
        assertThat(SignOnFlow.parse(FLOW.text())).contains(FLOW);
    }

    static Stream<String> notRefreshTokens() {
        String text = REFRESH.text();
        return Stream.of(
                "",
                "cfgr_",
                text.substring(1),
                text.substring(0, text.length() - 1),
                text + "A",
                text + "=",
                " " + text,
                text + "\n",
                text.toUpperCase(java.util.Locale.ROOT),
                text.replace("cfgr_", "cfgs_"),
                text.substring(0, 20) + "+" + text.substring(21),
                text.substring(0, 20) + "é" + text.substring(21),
                text.replace("ada/", "Ada/"),
                text.replace("ada/", "/"),
                text.replace("ada/", ""),
                "cfgr_ada/" + "A".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("notRefreshTokens")
    void anythingElseIsNoRefreshToken(String text) {
        assertThat(RefreshTokenText.parse(text)).isEmpty();
    }

    @Test
    void aTokenHasOneSpelling() {
        // 32 bytes leave four of the last character's six bits without meaning.
        String text = SERVICE.text();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        assertThat(alphabet.chars()
                        .mapToObj(last -> text.substring(0, text.length() - 1) + (char) last)
                        .filter(spelling -> ServiceTokenText.parse(spelling)
                                .filter(SERVICE::equals)
                                .isPresent()))
                .containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cfgs_",
                "cfgs_payments/ci",
                "cfgs_payments/ci/",
                "cfgs_payments/ci/short",
                "cfgs_/ci/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "cfgs_payments//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "cfgs_Payments/ci/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "cfgs_payments/../AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "cfgs_payments/ci/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
                "cfgs_payments/ci/x/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void anythingElseIsNoServiceToken(String text) {
        assertThat(ServiceTokenText.parse(text)).isEmpty();
    }

    @Test
    void onlyItsOwnDigestsMatch() {
        assertThat(REFRESH.familyIs(REFRESH.familySecret().sha256())).isTrue();
        assertThat(REFRESH.currentIs(REFRESH.currentSecret().sha256())).isTrue();
        assertThat(REFRESH.familyIs(REFRESH.currentSecret().sha256())).isFalse();
        assertThat(REFRESH.currentIs(REFRESH.familySecret().sha256())).isFalse();
        assertThat(SERVICE.secretIs(SERVICE.secret().sha256())).isTrue();
        assertThat(SERVICE.secretIs(Hash.ZERO)).isFalse();
    }

    @Test
    void noTextFormShowsASecret() {
        assertThat(REFRESH.toString()).isEqualTo("cfgr_***");
        assertThat(SERVICE.toString()).isEqualTo("cfgs_payments/ci.deploy-1/***");
        assertThat(FLOW.toString()).doesNotContain("sss", "nnn", "vvv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "...", "x"})
    void anythingElseIsNoSignOn(String text) {
        assertThat(SignOnFlow.parse(text)).isEmpty();
        assertThat(SignOnFlow.parse(FLOW.text() + text + ".")).isEmpty();
    }

    @Test
    void partsOfOtherLengthsAreABug() {
        assertThatThrownBy(() -> new RefreshTokenText(new UserId("ada"), bytes(15), bytes(32), bytes(32)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceTokenText(new ProjectKey("payments"), "CI", bytes(32)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignOnFlow("", "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
