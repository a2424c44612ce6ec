package io.cfguardian.document.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.document.budget.BudgetExceeded;
import io.cfguardian.document.budget.StepBudget;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns mean what ECMA-262 says, on either engine. */
class EcmaPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "b ~ abc ~ true",
                "^b ~ abc ~ false",
                "^abc$ ~ abc ~ true",
                "^\\d+$ ~ 12 ~ true",
                "^\\d+$ ~ \u0967 ~ false",
                "^\\w+$ ~ \u00e9 ~ false",
                "^\\W$ ~ \u00e9 ~ true",
                "^\\s$ ~ \u00a0 ~ true",
                "^[\\s\\d]+$ ~ 1 2 ~ true",
                "^[^\\S]$ ~ \ufeff ~ true",
                "^.$ ~ \uD83D\uDE00 ~ true",
                "^[\\uD83D\\uDE00-\\uD83D\\uDE4F]$ ~ \uD83D\uDE01 ~ true",
                "^\\u{1F600}$ ~ \uD83D\uDE00 ~ true",
                "^\\x41\\/\\-\\.$ ~ A/-. ~ true",
                "^\\p{Letter}\\p{Lu}$ ~ \u00e9\u00c9 ~ true",
                "^\\p{Script=Greek}+$ ~ \u03b1\u03b2 ~ true",
                "^\\p{L}$ ~ 1 ~ false",
                "^[\\p{Nd}_]+$ ~ 1_\u0967 ~ true",
                "^a{2}$ ~ aa ~ true",
                "^a{,2}$ ~ a{,2} ~ true",
                "^{x}$ ~ {x} ~ true",
                "^[]$ ~ a ~ false",
                "^[^]$ ~ a ~ true",
                "^[[a]$ ~ [ ~ true",
                "^[a&&b]$ ~ & ~ true",
                "^[a-]$ ~ - ~ true",
                "^[\\w-.]$ ~ - ~ true",
                "^(?!x)a$ ~ a ~ true",
                "^(?!x)a$ ~ xa ~ false",
                "(?<=a)b ~ ab ~ true",
                "^(a|b)\\1$ ~ aa ~ true",
                "^(a|b)\\1$ ~ ab ~ false",
                "^(?<first>.)\\k<first>0$ ~ xx0 ~ true",
                "^(?:a|b)+?$ ~ abba ~ true",
                "^(?i:ab)$ ~ aB ~ true",
                "\\bfoo\\b ~ a foo b ~ true"
            })
    void searchesAsEcmaScriptDoes(String pattern, String text, boolean isFound) throws UnusablePattern {
        assertThat(EcmaPattern.compile(pattern).isFoundIn(text)).isEqualTo(isFound);
    }

    @Test
    void dollarIsTheEndAndNotBeforeALineFeed() throws UnusablePattern {
        assertThat(EcmaPattern.compile("a$").isFoundIn("a\n")).isFalse();
        assertThat(EcmaPattern.compile("^(?=a)a$").isFoundIn("a\n")).isFalse();
        assertThat(EcmaPattern.compile("^b").isFoundIn("a\nb")).isFalse();
        assertThat(EcmaPattern.compile("^.$").isFoundIn("\u2028")).isFalse();
        assertThat(EcmaPattern.compile("^\\S$").isFoundIn("\u2003")).isFalse();
        assertThat(EcmaPattern.compile("^\\cJ\\0\\v$").isFoundIn("\n\u0000\u000b"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[",
                "a**",
                "*a",
                "a{2,1}",
                "\\Z",
                "\\A",
                "\\a",
                "\\1",
                "(a)\\2",
                "\\k<x>",
                "[b-a]",
                "\\",
                "(?i)a",
                "(?P<n>a)",
                "(?>a)",
                "(?#x)",
                "a++",
                "\\p{Nonsense}",
                "\\x4",
                "\\u12",
                "\\u{110000}",
                "\\c1",
                "\\01",
                "a{999999}",
                "^+"
            })
    void whatIsNoPatternIsRefusedWithAReason(String pattern) {
        assertThatThrownBy(() -> EcmaPattern.compile(pattern))
                .isInstanceOfSatisfying(
                        UnusablePattern.class,
                        unusable -> assertThat(unusable.reason()).isNotBlank());
    }

    @Test
    void onlyLookingAroundAndBackNeedsBacktracking() throws UnusablePattern {
        assertThat(EcmaPattern.compile("^(.*?,){12}P").isLinear()).isTrue();
        assertThat(EcmaPattern.compile("\\s+$").isLinear()).isTrue();
        assertThat(EcmaPattern.compile("(?=a)").isLinear()).isFalse();
        assertThat(EcmaPattern.compile("(a)\\1").isLinear()).isFalse();
        assertThat(EcmaPattern.compile("((a{1,100}){1,100}){1,100}").isLinear()).isFalse();
    }

    @Test
    void backtrackingEndsAtTheStepsOfOneString() throws Exception {
        EcmaPattern pattern = EcmaPattern.compile("(?=(a+))a*\\1b");
        StepBudget budget = new StepBudget(Long.MAX_VALUE, 100_000, Duration.ofMinutes(5));
        String text = "a".repeat(2_000);
        assertThatThrownBy(() -> budget.during(() -> pattern.isFoundIn(text)))
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.reason()).contains("100000 steps on one string"));
        assertThat(budget.steps()).isLessThan(100_100);
        assertThat(budget.exceededReason()).isNotNull();
    }

    @Test
    void linearMatchingStaysLinear() throws Exception {
        EcmaPattern pattern = EcmaPattern.compile("^(.*?,){12}P");
        long once = steps(pattern, "1,2,3,".repeat(500));
        long twice = steps(pattern, "1,2,3,".repeat(1000));
        assertThat(twice).isLessThan(once * 2 + 100);
    }

    @Test
    void aTrialThatDoesNotEndLeavesItToTheLinearEngine() throws Exception {
        EcmaPattern pattern = EcmaPattern.compile("^[a-b]*[a-c]*[a-d]*[a-e]*[a-f]*x$");
        assertThat(pattern.isLinear()).isTrue();
        long once = steps(pattern, "a".repeat(2_000));
        long twice = steps(pattern, "a".repeat(4_000));
        assertThat(once).isGreaterThan(8 * 2_000);
        assertThat(twice).isLessThan(once * 2 + 100);
        assertThat(pattern.isFoundIn("a".repeat(2_000) + "x")).isTrue();
    }

    @Test
    void bothEnginesJudgeAChainAlike() throws UnusablePattern {
        String[] sets = {"a", "b", "[a-c]", "[^b]", ".", "\\d", "\\W", "[\\s\\d]", "\ud83d\ude00", "[^]", "[]", "\\n"};
        String[] repetitions = {"", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}"};
        String[] chars = {"a", "b", "c", "1", " ", "\n", "\ud83d\ude00", "\ud83d", "\ude00", "\u00e9", "\u2028"};
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder source = new StringBuilder("^");
            for (int i = random.nextInt(4); i >= 0; i--) {
                source.append(sets[random.nextInt(sets.length)])
                        .append(repetitions[random.nextInt(repetitions.length)]);
            }
            source.append(random.nextBoolean() ? "$" : "");
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(chars[random.nextInt(chars.length)]);
            }
            Translation translation = new EcmaTranslator(source.toString()).translate();
            assertThat(translation.isChain()).isTrue();
            assertThat(EcmaPattern.compile(source.toString()).isFoundIn(text.toString()))
                    .as("%s in %s, seed %d", source, text, seed)
                    .isEqualTo(com.google.re2j.Pattern.compile(translation.linear())
                            .matcher(text)
                            .find());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "^a|b", "^(a)", "^a+?", "^a{2,}", "^\\ba", "^\\p{L}", "^[\\p{L}]", "^a{300}", "^(?i:a)"})
    void whatMayRecurseOrMeanSomethingElseIsNoChain(String pattern) throws UnusablePattern {
        assertThat(new EcmaTranslator(pattern).translate().isChain()).isFalse();
    }

    private static long steps(EcmaPattern pattern, String text) throws Exception {
        StepBudget budget = new StepBudget(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5));
        assertThat(budget.during(() -> pattern.isFoundIn(text))).isFalse();
        return budget.steps();
    }
}
