package io.cfguardian.app.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.search.Condition.And;
import io.cfguardian.app.search.Condition.Comparison;
import io.cfguardian.app.search.Condition.Exists;
import io.cfguardian.app.search.Condition.Not;
import io.cfguardian.app.search.Condition.Operator;
import io.cfguardian.app.search.Condition.Or;
import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.app.search.Operand.Literal;
import io.cfguardian.app.search.Operand.Selected;
import io.cfguardian.app.search.Query.Origin;
import io.cfguardian.app.search.Segment.Child;
import io.cfguardian.app.search.Segment.Descendant;
import io.cfguardian.app.search.Selector.Filter;
import io.cfguardian.app.search.Selector.Index;
import io.cfguardian.app.search.Selector.Name;
import io.cfguardian.app.search.Selector.Slice;
import io.cfguardian.app.search.Selector.Wildcard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What texts are queries, which, and in which words others are refused. */
class JsonPathTest {

    @Test
    void theRootHasNoSegments() {
        assertThat(parsed("$").segments()).isEmpty();
        assertThat(parsed("$").text()).isEqualTo("$");
    }

    @Test
    void segmentsAreReadInTheirOrder() {
        assertThat(parsed("$.a['b'][\"c\"][0]..d..*..[-1, 'e'] .*").segments())
                .containsExactly(
                        new Child(List.of(new Name("a"))),
                        new Child(List.of(new Name("b"))),
                        new Child(List.of(new Name("c"))),
                        new Child(List.of(new Index(0))),
                        new Descendant(List.of(new Name("d"))),
                        new Descendant(List.of(Wildcard.WILDCARD)),
                        new Descendant(List.of(new Index(-1), new Name("e"))),
                        new Child(List.of(Wildcard.WILDCARD)));
    }

    @Test
    void slicesKeepWhatIsLeftOut() {
        assertThat(parsed("$[:, ::, 1 :, : 2, ::-3, 1:2:0]").segments())
                .containsExactly(new Child(List.of(
                        new Slice(null, null, 1),
                        new Slice(null, null, 1),
                        new Slice(1L, null, 1),
                        new Slice(null, 2L, 1),
                        new Slice(null, null, -3),
                        new Slice(1L, 2L, 0))));
    }

    @Test
    void andBindsTighterThanOr() {
        assertThat(condition("@.a && !@.b || ($['c'] == 1 && @ != 'x') || @..d"))
                .isEqualTo(new Or(List.of(
                        new And(List.of(
                                new Exists(name(Origin.CURRENT, "a")), new Not(new Exists(name(Origin.CURRENT, "b"))))),
                        new And(List.of(
                                new Comparison(
                                        new Selected(name(Origin.ROOT, "c")),
                                        Operator.EQUAL,
                                        new Literal(Values.number(1))),
                                new Comparison(
                                        new Selected(new Query(Origin.CURRENT, List.of())),
                                        Operator.NOT_EQUAL,
                                        new Literal(Values.string("x"))))),
                        new Exists(new Query(Origin.CURRENT, List.of(new Descendant(List.of(new Name("d")))))))));
    }

    @Test
    void blanksAreFreeButInsideTheBracketsOfAQueryThatIsCompared() {
        assertThat(parsed("$[ ?@ ['a'] [0] == 1 ]").segments())
                .isEqualTo(parsed("$[?@['a'][0]==1]").segments());
        assertThat(parsed("$[ 'a' ][ ?@[ 'b' ] ][?@.c==1 ]").segments())
                .isEqualTo(parsed("$['a'][?@['b']][?@.c==1]").segments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"== EQUAL", "!= NOT_EQUAL", "< LESS", "<= LESS_OR_EQUAL", "> GREATER", ">= GREATER_OR_EQUAL"})
    void eachOperatorIsRead(String sign, Operator operator) {
        assertThat(condition("null" + sign + "true"))
                .isEqualTo(new Comparison(new Literal(Values.NULL), operator, new Literal(Values.TRUE)));
    }

    @Test
    void escapesStandForTheirCharacters() {
        assertThat(parsed("$['\\b\\f\\n\\r\\t\\/\\\\\\'\"\\u00e4\\uD83D\\uDE00']")
                        .segments())
                .containsExactly(new Child(List.of(new Name("\b\f\n\r\t/\\'\"\u00e4\uD83D\uDE00"))));
        assertThat(parsed("$[\"\\\"'\"]").segments()).containsExactly(new Child(List.of(new Name("\"'"))));
    }

    @Test
    void numbersAreExactDecimals() {
        assertThat(condition("@ == -12.50e+1"))
                .isEqualTo(new Comparison(
                        new Selected(new Query(Origin.CURRENT, List.of())),
                        Operator.EQUAL,
                        new Literal(Values.number("-125"))));
        assertThat(condition("0e99999999999 == -0"))
                .isEqualTo(
                        new Comparison(new Literal(Values.number(0)), Operator.EQUAL, new Literal(Values.number(0))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | expected '$', with which a JSONPath begins, found the end",
                "a | 1 | expected '$', with which a JSONPath begins, found 'a'",
                "`$ ` | 2 | expected '.', '[' or the end, found U+0020",
                "$a | 2 | expected '.', '[' or the end, found 'a'",
                "$. | 3 | expected a name or '*' after '.', found the end",
                "$.1 | 3 | expected a name or '*' after '.', found '1'",
                "$...a | 4 | expected a name or '*' after '.', found '.'",
                "$[ | 3 | expected a name in quotes, an index, a slice, '*' or '?', found the end",
                "$[a] | 3 | expected a name in quotes, an index, a slice, '*' or '?', found 'a'",
                "$[0 1] | 5 | expected ']' or ',' after a selector, found '1'",
                "$[01] | 4 | a number does not begin with 0 and another digit",
                "$[-0] | 3 | -0 is no index",
                "$[-] | 4 | expected a digit, found ']'",
                "$[9007199254740992] | 3 | an integer is beyond 9007199254740991, the largest that is safe",
                "$[::99999999999999999999] | 5 | an integer is beyond 9007199254740991, the largest that is safe",
                "$['a | 5 | the string that begins at character 3 is not closed",
                "$['\\x'] | 5 | expected b, f, n, r, t, u, '/', '\\' or the string's own quote after '\\', found 'x'",
                "$['\\\"'] | 5 | expected b, f, n, r, t, u, '/', '\\' or the string's own quote after '\\', found '\"'",
                "$['\\u12G4'] | 8 | expected four hexadecimal digits after '\\u', found 'G'",
                "$['\\uD83D'] | 6 | an escape is half of a surrogate pair",
                "$['\\uDE00\\uD83D'] | 6 | an escape is half of a surrogate pair",
                "$[?] | 4 | expected a query, a string, a number, true, false or null, found ']'",
                "$[?true] | 8 | expected a comparison (==, !=, <, <=, >, >=) after a literal, found ']'",
                "$[?@.a=1] | 7 | expected ']' or ',' after a selector, found '='",
                "$[?@.*==1] | 4 | a query that is compared has only names and indexes, so that it selects at most one value",
                "$[?1<@..a] | 6 | a query that is compared has only names and indexes, so that it selects at most one value",
                "$[?@[ 'a']==1] | 6 | a query that is compared has no blanks inside its brackets",
                "$[ ?1<@['a'][0 ]] | 15 | a query that is compared has no blanks inside its brackets",
                "$[?!@.a==1] | 8 | a comparison is negated in parentheses: !(...)",
                "$[?!1] | 5 | expected a query or '(' after '!', found '1'",
                "$[?(@.a] | 8 | expected ')' to close a condition, found ']'",
                "$[?@>1e400] | 6 | a number is outside the range of a double (5e-324 to 1.8e308)",
                "$[?@>1.8e308] | 6 | a number is outside the range of a double (5e-324 to 1.8e308)",
                "$[?@>2e-324] | 6 | a number is outside the range of a double (5e-324 to 1.8e308)",
                "$[?@>1e-99999999999] | 6 | a number is outside the range of a double (5e-324 to 1.8e308)",
                "$[?length(@.a)>1] | 4 | the function length() is not supported, as no function is",
                "$[?!match(@.a, 'x')] | 5 | the function match() is not supported, as no function is",
                "$[?1==count(@.*)] | 7 | the function count() is not supported, as no function is",
                "$[?search(@,'x')] | 4 | the function search() is not supported, as no function is",
                "$[?value(@..a)==1] | 4 | the function value() is not supported, as no function is",
                "$[?true(@)] | 4 | there is no function true()",
            })
    void aRefusalSaysWhatAndWhere(String text, int position, String reason) {
        assertThat(JsonPath.parse(text)).isEqualTo(new InvalidJsonPath(reason, position));
    }

    @Test
    void charactersThatAreNoTextAreRefused() {
        assertThat(JsonPath.parse("$.\uD83D\uDE00\uDE00"))
                .isEqualTo(new InvalidJsonPath("the text holds half of a surrogate pair", 5));
        assertThat(JsonPath.parse("$['a\u0001']"))
                .isEqualTo(new InvalidJsonPath("a control character stands in a string only as an escape", 5));
        assertThat(JsonPath.parse("$\u00e9"))
                .isEqualTo(new InvalidJsonPath("expected '.', '[' or the end, found U+00E9", 2));
        assertThat(JsonPath.parse("$['\\u\u0661\u0661\u0661\u0661']"))
                .isEqualTo(new InvalidJsonPath("expected four hexadecimal digits after '\\u', found U+0661", 6));
    }

    @Test
    void aTextHasAtMost1024Characters() {
        assertThat(parsed("$." + "a".repeat(JsonPath.CHARS_MAX - 2)).segments()).hasSize(1);
        assertThat(JsonPath.parse("$." + "a".repeat(JsonPath.CHARS_MAX - 1)))
                .isEqualTo(new InvalidJsonPath("a JSONPath has at most 1024 characters, got 1025", 1025));
    }

    @Test
    void segmentsAreCountedInFiltersToo() {
        assertThat(parsed("$" + ".a".repeat(32)).segments()).hasSize(32);
        assertThat(JsonPath.parse("$" + ".a".repeat(33)))
                .isEqualTo(new InvalidJsonPath("a JSONPath has at most 32 segments", 66));
        assertThat(parsed("$[?@" + ".a".repeat(15) + "==$" + ".a".repeat(16) + "]")
                        .segments())
                .hasSize(1);
        assertThat(JsonPath.parse("$[?@" + ".a".repeat(15) + "==$" + ".a".repeat(16) + "][*]"))
                .isEqualTo(new InvalidJsonPath("a JSONPath has at most 32 segments", 71));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "!("})
    void parenthesesAreAtMost8LevelsDeepWithTheFilter(String open) {
        assertThat(JsonPath.parse("$[?" + open.repeat(7) + "@" + ")".repeat(7) + "]"))
                .isInstanceOf(ParsedJsonPath.class);
        assertThat(JsonPath.parse("$[?" + open.repeat(8) + "@" + ")".repeat(8) + "]"))
                .isEqualTo(new InvalidJsonPath(
                        "filters and parentheses are at most 8 inside each other", 3 + open.length() * 8));
    }

    @Test
    void filtersAreAtMost8LevelsDeep() {
        assertThat(JsonPath.parse("$" + "[?@".repeat(8) + "]".repeat(8))).isInstanceOf(ParsedJsonPath.class);
        assertThat(JsonPath.parse("$" + "[?@".repeat(9) + "]".repeat(9)))
                .isEqualTo(new InvalidJsonPath("filters and parentheses are at most 8 inside each other", 27));
    }

    @Test
    void levelsSideBySideAreNotInsideEachOther() {
        assertThat(JsonPath.parse("$" + "[?(@)]".repeat(20))).isInstanceOf(ParsedJsonPath.class);
        assertThat(JsonPath.parse("$[?" + "(@)||".repeat(100) + "(@)]")).isInstanceOf(ParsedJsonPath.class);
    }

    @Test
    void aPathIsEqualByItsTextAndKeepsItFromLogs() {
        assertThat(parsed("$[?@ == 'secret']"))
                .isEqualTo(parsed("$[?@ == 'secret']"))
                .hasSameHashCodeAs(parsed("$[?@ == 'secret']"))
                .isNotEqualTo(parsed("$[?@=='secret']"))
                .hasToString("a JSONPath of 17 characters");
    }

    @Test
    void aTreeThatMakesNoSenseIsNotBuilt() {
        Query several = new Query(Origin.CURRENT, List.of(new Child(List.of(Wildcard.WILDCARD))));
        assertThatThrownBy(() -> new Selected(several)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Literal(Values.array())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Child(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Descendant(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Or(List.of(new Exists(several)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Steps(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Query name(Origin origin, String name) {
        return new Query(origin, List.of(new Child(List.of(new Name(name)))));
    }

    private static Condition condition(String text) {
        Segment segment = parsed("$[?" + text + "]").segments().getFirst();
        return ((Filter) segment.selectors().getFirst()).condition();
    }

    private static JsonPath parsed(String text) {
        return switch (JsonPath.parse(text)) {
            case ParsedJsonPath(JsonPath path) -> path;
            case InvalidJsonPath invalid -> throw new IllegalArgumentException(invalid.toString());
        };
    }
}
