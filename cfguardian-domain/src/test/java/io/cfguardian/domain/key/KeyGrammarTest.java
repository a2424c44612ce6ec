package io.cfguardian.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyGrammarTest {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?");

    private static final List<Function<String, ?>> KINDS =
            List.of(ProjectKey::new, EnvironmentKey::new, SchemaKey::new, ConfigKey::new);

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyIsWhatTheGrammarSays(String key) {
        assertThat(GRAMMAR.matcher(key).matches()).isTrue();
        for (Function<String, ?> kind : KINDS) {
            assertThat(kind.apply(key)).hasToString(key);
        }
    }

    static Stream<String> keys() {
        return Stream.of(
                "a",
                "0",
                "a0",
                "0a",
                "a.b",
                "a-b",
                "a_b",
                "a..b",
                "a.-_b",
                "checkout.limits",
                "k".repeat(128),
                "a" + ".".repeat(126) + "b");
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void nothingElseIsAKey(String text) {
        assertThat(GRAMMAR.matcher(text).matches()).isFalse();
        for (Function<String, ?> kind : KINDS) {
            assertThatThrownBy(() -> kind.apply(text)).isInstanceOf(InvalidKey.class);
        }
    }

    static Stream<String> strangers() {
        return Stream.of(
                "",
                "A",
                "aB",
                ".",
                "..",
                ".a",
                "a.",
                "-a",
                "a-",
                "_a",
                "a_",
                "a/b",
                "a b",
                " a",
                "a\n",
                "a\u0000b",
                "ä",
                "a\u0661b",
                "\uFF41",
                "a\uD83D\uDE00b",
                "k".repeat(129));
    }

    @Test
    void everyCharacterIsJudgedAlikeInEveryPlace() {
        for (char c = 0; c < 0x180; c++) {
            for (String text : List.of(String.valueOf(c), "a" + c, c + "a", "a" + c + "a")) {
                assertThat(isKey(text))
                        .as("\"%s\"", text)
                        .isEqualTo(GRAMMAR.matcher(text).matches());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[31m", "\uD800"})
    void theMessageShowsNoControlCharacter(String text) {
        assertThatThrownBy(() -> new ConfigKey(text))
                .hasMessageContaining("\uFFFD")
                .message()
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void theMessageOfALongTextIsShort() {
        assertThatThrownBy(() -> new ConfigKey("a".repeat(100_000))).message().hasSizeLessThan(400);
    }

    private static boolean isKey(String text) {
        try {
            return new ConfigKey(text).value().equals(text);
        } catch (InvalidKey e) {
            return false;
        }
    }
}
