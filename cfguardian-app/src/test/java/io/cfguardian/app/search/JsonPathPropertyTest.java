package io.cfguardian.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.domain.document.JsonValue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, it is read or refused with a place, and what was read comes to an end. */
class JsonPathPropertyTest {

    private static final int TEXTS = 20_000;

    private static final List<String> PIECES = List.of(
            "$",
            "@",
            ".",
            "..",
            "*",
            "[",
            "]",
            "?",
            ":",
            ",",
            "(",
            ")",
            "!",
            "&&",
            "||",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "=",
            "'",
            "\"",
            "'a'",
            "\"b\"",
            "\\",
            "\\u0061",
            "\\uD83D",
            "-",
            "0",
            "1",
            "-1",
            "1.5",
            "1e9",
            "a",
            "b",
            "true",
            "null",
            "length(",
            " ",
            "\n",
            "\u0000",
            "\u00e9",
            "\uD83D\uDE00",
            "\uD83D",
            "[?@.a",
            "[?(",
            "$.a",
            "@.b");

    private static final List<String> SEEDLINGS = List.of(
            "$.a[?@.b == 1 && !(@.a < 'x' || $..b)]..*",
            "$..[0, -1, 'a', 1:3:2, ?@[?@ > -1.5e3]]",
            "$['a'][*][::-1]..b");

    private static final JsonValue DOCUMENT = Values.object(
            "a",
            Values.array(Values.number(1), Values.object("b", Values.string("x")), Values.nested(4)),
            "b",
            Values.object("a", Values.array(Values.NULL, Values.TRUE), "b", Values.numbersUpTo(5)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTextIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = i % 4 == 0 ? fresh(random) : changed(random);
            switch (JsonPath.parse(text)) {
                case ParsedJsonPath(JsonPath path) -> {
                    read++;
                    Steps steps = new Steps(5_000);
                    Match match = path.match(DOCUMENT, steps);
                    assertThat(path.match(DOCUMENT, new Steps(5_000))).isEqualTo(match);
                    assertThat(steps.taken()).isBetween(1L, 5_000L);
                }
                case InvalidJsonPath invalid ->
                    assertThat(invalid.position()).as("seed %d: %s", seed, text).isBetween(1, text.length() + 1);
            }
        }
        assertThat(read).as("seed %d", seed).isGreaterThan(TEXTS / 20);
    }

    private static String fresh(Random random) {
        StringBuilder text = new StringBuilder("$");
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(piece(random));
        }
        return text.toString();
    }

    private static String changed(Random random) {
        StringBuilder text = new StringBuilder(SEEDLINGS.get(random.nextInt(SEEDLINGS.size())));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(3));
            text.replace(at, end, random.nextInt(3) == 0 ? "" : piece(random));
        }
        return text.toString();
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
