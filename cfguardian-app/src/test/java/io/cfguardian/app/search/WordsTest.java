package io.cfguardian.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void lettersAndDigitsMakeWords() {
        assertThat(Words.of("{\"host\": \"DB-1.example.org:5432\", \"max_connections\": -1.5e3}"))
                .containsExactly("host", "db", "1", "example", "org", "5432", "max", "connections", "5e3");
    }

    @Test
    void eachCountsOnceInAnyCase() {
        assertThat(Words.of("Straße STRASSE straße Ärger äRGER 東京 𝒜𝒷"))
                .containsExactly("straße", "strasse", "ärger", "東京", "𝒜𝒷");
    }

    @Test
    void aTextWithoutAny() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("{}[], \"-\" \ud83d\ude00")).isEmpty();
    }

    @Test
    void aLongWordCountsByItsBeginning() {
        String begin = "a".repeat(Words.CHARS_MAX);

        assertThat(Words.of(begin + "b")).containsExactly(begin);
        // Half of a character is none.
        assertThat(Words.of("a".repeat(Words.CHARS_MAX - 1) + "𝒜")).containsExactly("a".repeat(Words.CHARS_MAX - 1));
    }

    @Test
    void notMoreThanSoMany() {
        String text =
                IntStream.range(0, Words.WORDS_MAX + 10).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

        assertThat(Words.of(text)).hasSize(Words.WORDS_MAX).endsWith("w" + (Words.WORDS_MAX - 1));
    }
}
