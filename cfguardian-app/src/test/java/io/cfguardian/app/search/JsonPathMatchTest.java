package io.cfguardian.app.search;

import static io.cfguardian.app.search.Values.FALSE;
import static io.cfguardian.app.search.Values.NULL;
import static io.cfguardian.app.search.Values.TRUE;
import static io.cfguardian.app.search.Values.array;
import static io.cfguardian.app.search.Values.nested;
import static io.cfguardian.app.search.Values.number;
import static io.cfguardian.app.search.Values.numbersUpTo;
import static io.cfguardian.app.search.Values.object;
import static io.cfguardian.app.search.Values.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.domain.document.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents have a match, and what finding out costs. */
class JsonPathMatchTest {

    private static final long PLENTY = 10_000_000;

    private static final JsonValue DOCUMENT = object(
            "limits",
            object("max", number(10), "names", array(string("a"), NULL, object("deep", FALSE))),
            "empty",
            array(object(), array(), string("")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$",
                "$.limits.max",
                "$['limits']['names'][0]",
                "$.limits.names[-3]",
                "$.limits.names[1]",
                "$.limits.names[?@ == null]",
                "$..deep",
                "$..[2].deep",
                "$.limits..deep",
                "$.*.*.*.deep",
                "$['none','limits'].max",
                "$.empty[0,1,2]",
                "$..[?@.deep == false]",
                "$[?@.max > 9.99]",
                "$[?@.max == $.limits.max]",
                "$.limits.names[?@ == $.limits.names[0]]",
                "$[?@[?@.deep] || @.names[?@.deep]]",
                "$.limits[?@ == 10 && !@.x]",
                "$[?@.none == $.none]",
                "$[?!(@.max == 11)]"
            })
    void aMatchIsFound(String query) {
        assertThat(match(query, DOCUMENT)).isEqualTo(Match.FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.max",
                "$[0]",
                "$.limits.names.length",
                "$.limits.names[3]",
                "$.limits.names[-4]",
                "$.limits.max.*",
                "$.limits.max..*",
                "$.empty[*].*",
                "$.empty[0]..*",
                "$..none",
                "$.limits.deep",
                "$[?@.max < 10]",
                "$[?@.max > '1']",
                "$[?@.max < $.none]",
                "$[?@.none]",
                "$[?!@]",
                "$.limits.max[?@ == 10]",
                "$[9007199254740991]",
                "$.empty[-9007199254740991]"
            })
    void noMatchIsFound(String query) {
        assertThat(match(query, DOCUMENT)).isEqualTo(Match.NOT_FOUND);
    }

    @Test
    void slicesSelectWhatRfc9535Says() {
        List<@Nullable Integer> bounds =
                new ArrayList<>(IntStream.rangeClosed(-6, 6).boxed().toList());
        bounds.add(null);
        for (int length = 0; length <= 4; length++) {
            for (Integer start : bounds) {
                for (Integer end : bounds) {
                    for (Integer step : bounds) {
                        String slice = text(start) + ":" + text(end) + ":" + text(step);
                        List<Integer> selected = new ArrayList<>();
                        for (int i = 0; i < length; i++) {
                            if (match("$[" + slice + "][?@ == " + i + "]", singletons(length)) == Match.FOUND) {
                                selected.add(i);
                            }
                        }
                        assertThat(selected)
                                .as("%s of %d", slice, length)
                                .containsExactlyInAnyOrderElementsOf(
                                        sliced(length, start, end, step == null ? 1 : step));
                    }
                }
            }
        }
    }

    /** By asking of each index whether it is one of the slice, instead of counting through the slice. */
    private static List<Integer> sliced(int length, @Nullable Integer start, @Nullable Integer end, int step) {
        if (step == 0) {
            return List.of();
        }
        int first = start == null ? (step > 0 ? 0 : length - 1) : start < 0 ? start + length : start;
        int begin = step > 0 ? Math.max(first, 0) : Math.min(first, length - 1);
        int stop = end == null ? (step > 0 ? length : -1) : end < 0 ? end + length : end;
        return IntStream.range(0, length)
                .filter(i -> step > 0 ? i >= begin && i < stop : i <= begin && i > stop)
                .filter(i -> (i - begin) % step == 0)
                .boxed()
                .toList();
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static JsonValue singletons(int length) {
        return array(IntStream.range(0, length).mapToObj(i -> array(number(i))).toArray(JsonValue[]::new));
    }

    @Test
    void hugeSlicesEnd() {
        assertThat(match("$[-9007199254740991:9007199254740991:9007199254740991][?@ == 0]", singletons(3)))
                .isEqualTo(Match.FOUND);
        assertThat(match("$[9007199254740991:-9007199254740991:-9007199254740991][?@ == 2]", singletons(3)))
                .isEqualTo(Match.FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0, true",
        "1, 1.0000000000000000000000000000000001, false",
        "100, 1e2, true",
        "0, -0.0, true",
        "123456789012345678901234567890, 123456789012345678901234567891, false"
    })
    void numbersAreEqualByValue(String left, String right, boolean isEqual) {
        JsonValue document = array(object("l", number(left), "r", number(right)));
        assertThat(match("$[?@.l == @.r]", document)).isEqualTo(isEqual ? Match.FOUND : Match.NOT_FOUND);
        assertThat(match("$[?@.l != @.r]", document)).isEqualTo(isEqual ? Match.NOT_FOUND : Match.FOUND);
        assertThat(match("$[?@.l < @.r]", document)).isEqualTo(isEqual ? Match.NOT_FOUND : Match.FOUND);
    }

    @Test
    void stringsAreOrderedByScalarValues() {
        assertOrdered("", "a");
        assertOrdered("a", "ab");
        assertOrdered("Z", "a");
        assertOrdered("a\uFFFD", "a\uD83D\uDE00");
        assertOrdered("\uE000", "\uD800\uDC00");
        assertOrdered("\uD83D\uDE00", "\uD83D\uDE01");
        assertOrdered("\uD83D\uDFFF", "\uD83E\uDC00");
    }

    private static void assertOrdered(String less, String more) {
        JsonValue document = array(object("l", string(less), "m", string(more)));
        for (String holds : List.of("@.l < @.m", "@.l <= @.m", "@.m > @.l", "@.m >= @.l", "@.l != @.m")) {
            assertThat(match("$[?" + holds + "]", document)).as(holds).isEqualTo(Match.FOUND);
        }
        for (String fails : List.of("@.m < @.l", "@.m <= @.l", "@.l > @.m", "@.l >= @.m", "@.l == @.m")) {
            assertThat(match("$[?" + fails + "]", document)).as(fails).isEqualTo(Match.NOT_FOUND);
        }
    }

    @Test
    void valuesOfDifferentTypesAreNeitherEqualNorOrdered() {
        List<JsonValue> values = List.of(
                NULL, TRUE, number(1), string("1"), array(), array(number(1)), object(), object("a", number(1)));
        for (JsonValue left : values) {
            for (JsonValue right : values) {
                JsonValue document = array(object("l", left, "r", right));
                Match same = left.equals(right) ? Match.FOUND : Match.NOT_FOUND;
                assertThat(match("$[?@.l < @.r]", document)).isEqualTo(Match.NOT_FOUND);
                assertThat(match("$[?@.l > @.r]", document)).isEqualTo(Match.NOT_FOUND);
                assertThat(match("$[?@.l == @.r]", document)).isEqualTo(same);
                assertThat(match("$[?@.l <= @.r]", document)).isEqualTo(same);
                assertThat(match("$[?@.l >= @.r]", document)).isEqualTo(same);
            }
        }
    }

    @Test
    void arraysAndObjectsAreEqualInDepthAndMembersHaveNoOrder() {
        JsonValue one = object("a", array(number(1), object("x", NULL, "y", TRUE)), "b", FALSE);
        JsonValue same = object("b", FALSE, "a", array(number("1.0"), object("y", TRUE, "x", NULL)));
        JsonValue turned = object("b", FALSE, "a", array(object("y", TRUE, "x", NULL), number(1)));
        JsonValue other = object("b", FALSE, "a", array(number(1), object("y", TRUE, "z", NULL)));
        assertThat(match("$[?@ == $[0]]", array(one))).isEqualTo(Match.FOUND);
        assertThat(match("$[1][?@ == $[0]]", array(one, array(same)))).isEqualTo(Match.FOUND);
        assertThat(match("$[1][?@ == $[0]]", array(one, array(turned)))).isEqualTo(Match.NOT_FOUND);
        assertThat(match("$[1][?@ == $[0]]", array(one, array(other)))).isEqualTo(Match.NOT_FOUND);
    }

    @Test
    void aNodeExistsWhateverItsValue() {
        for (JsonValue value : List.of(NULL, FALSE, number(0), string(""), array(), object())) {
            assertThat(match("$[?@]", array(value))).isEqualTo(Match.FOUND);
            assertThat(match("$[?@.a]", array(object("a", value)))).isEqualTo(Match.FOUND);
            assertThat(match("$[?!@.a]", array(object("a", value)))).isEqualTo(Match.NOT_FOUND);
        }
    }

    @Test
    void nothingEqualsNothingAlone() {
        JsonValue document = array(object("a", NULL));
        assertThat(match("$[?@.none == @.a]", document)).isEqualTo(Match.NOT_FOUND);
        assertThat(match("$[?@.none != @.a]", document)).isEqualTo(Match.FOUND);
        assertThat(match("$[?@.none == @.nil]", document)).isEqualTo(Match.FOUND);
        assertThat(match("$[?@.none <= @.nil]", document)).isEqualTo(Match.FOUND);
        assertThat(match("$[?@.none < @.nil]", document)).isEqualTo(Match.NOT_FOUND);
    }

    @Test
    void theFirstMatchEndsTheWork() {
        Steps steps = new Steps(PLENTY);
        assertThat(parsed("$..*").match(numbersUpTo(100_000), steps)).isEqualTo(Match.FOUND);
        assertThat(steps.taken()).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..*..*..*..none",
                "$..[*,*]..[*,*]..[*,*].none",
                "$..[?@..[?@..[?@.none]]]",
                "$..[?$..[?$..[?@.none]]]",
                "$..[?@ != $ && $ != @ && @..none]",
                "$..[::-1,::1]..[::-1,::1]..none"
            })
    void aQueryThatExplodesUsesItsStepsUp(String query) {
        Steps steps = new Steps(20_000);
        assertThat(parsed(query).match(nested(128), steps)).isEqualTo(Match.STEPS_USED_UP);
        assertThat(steps.taken()).isEqualTo(20_000);
    }

    @Test
    void stepsThatAreUsedUpStayUsedUp() {
        Steps steps = new Steps(4);
        assertThat(parsed("$.a.b.c").match(object("a", NULL), steps)).isEqualTo(Match.NOT_FOUND);
        assertThat(parsed("$").match(NULL, steps)).isEqualTo(Match.STEPS_USED_UP);
        assertThat(parsed("$").match(NULL, steps)).isEqualTo(Match.STEPS_USED_UP);
        assertThat(steps.taken()).isEqualTo(4);
    }

    @Test
    void aComparisonThatIsTooDearUsesUpWhatIsLeft() {
        Steps steps = new Steps(100);
        JsonValue document = array(string("a".repeat(64_000)), string("a".repeat(64_000)));
        assertThat(parsed("$[?@ < $[1]]").match(document, steps)).isEqualTo(Match.STEPS_USED_UP);
        assertThat(steps.taken()).isEqualTo(100);
        assertThat(parsed("$").match(NULL, steps)).isEqualTo(Match.STEPS_USED_UP);
    }

    @Test
    void exactlyEnoughStepsAreEnough() {
        JsonValue document = array(numbersUpTo(50), object("a", string("x")));
        Steps plenty = new Steps(PLENTY);
        assertThat(parsed("$[?@.a == 'x'].a").match(document, plenty)).isEqualTo(Match.FOUND);
        assertThat(parsed("$[?@.a == 'x'].a").match(document, new Steps(plenty.taken())))
                .isEqualTo(Match.FOUND);
        assertThat(parsed("$[?@.a == 'x'].a").match(document, new Steps(plenty.taken() - 1)))
                .isEqualTo(Match.STEPS_USED_UP);
    }

    @Test
    void comparingLongTextsCostsByTheirLength() {
        JsonValue document = array(string("a".repeat(64_000)), string("a".repeat(63_999) + "b"));
        for (String query : List.of("$[?@ == $[1] && @ != $[1]]", "$[?@ < $[1] && @ > $[1]]")) {
            Steps steps = new Steps(PLENTY);
            assertThat(parsed(query).match(document, steps)).isEqualTo(Match.NOT_FOUND);
            assertThat(steps.taken()).as(query).isBetween(2_000L, 6_000L);
        }
        Steps steps = new Steps(PLENTY);
        JsonValue numbers = array(number("1." + "1".repeat(900)), number("1." + "1".repeat(901)));
        assertThat(parsed("$[?@ == 1]").match(numbers, steps)).isEqualTo(Match.NOT_FOUND);
        assertThat(steps.taken()).isGreaterThan(2 * 900 / 64);
    }

    @Test
    void comparingTreesCostsByTheirValues() {
        JsonValue document = array(numbersUpTo(1_000), array(numbersUpTo(1_000)));
        Steps steps = new Steps(PLENTY);
        assertThat(parsed("$[1][?@ == $[0]]").match(document, steps)).isEqualTo(Match.FOUND);
        assertThat(steps.taken()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..[?$..[?$..[?$..[?$..[?$..[?$..[?$..[?@ == $ && @.none]]]]]]]]",
                "$..[?@..[?@..[?@..[?@..[?@..[?@..[?@..[?@ == $[0] && @.none]]]]]]]]",
                "$..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..*..none"
            })
    void theDeepestQueryOnTheDeepestDocumentFitsOnASmallStack(String query) throws InterruptedException {
        // Once on a stack of the usual size, since linking the classes takes a deeper stack than running them.
        assertThat(parsed(query).match(nested(128), new Steps(10_000))).isEqualTo(Match.STEPS_USED_UP);
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        outcome.set(parsed(query).match(nested(128), new Steps(1_000_000)));
                    } catch (StackOverflowError e) {
                        outcome.set(e);
                    }
                },
                "small",
                192 << 10);
        small.start();
        small.join();
        assertThat(outcome).hasValue(Match.STEPS_USED_UP);
    }

    private static Match match(String query, JsonValue document) {
        return parsed(query).match(document, new Steps(PLENTY));
    }

    private static JsonPath parsed(String text) {
        return switch (JsonPath.parse(text)) {
            case ParsedJsonPath(JsonPath path) -> path;
            case InvalidJsonPath invalid -> throw new IllegalArgumentException(invalid.toString());
        };
    }
}
