package io.cfguardian.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult;
import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.MediaType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What YAML is read, as what, and what is refused, where and in which words. */
class YamlParsingTest {

    private static final StrictDocumentParser PARSER = new StrictDocumentParser(ParserLimits.standard());

    static Stream<Arguments> accepted() {
        return Stream.of(
                accept("a: 1\nb:\n  - x\n  - 2.5 # why\n", "{\"a\":1,\"b\":[\"x\",2.5]}"),
                accept("{\"json\": [true, null]}", "{\"json\":[true,null]}"),
                accept("---\na: b\n...\n", "{\"a\":\"b\"}"),
                accept("%YAML 1.2\n---\na: b\n", "{\"a\":\"b\"}"),
                accept("---\n", "null"),
                accept("plain words", "\"plain words\""),
                accept("[~, null, Null, NULL, ]", "[null,null,null,null]"),
                accept("a:\nb: ''", "{\"a\":null,\"b\":\"\"}"),
                accept("[true, True, TRUE, false, False, FALSE]", "[true,true,true,false,false,false]"),
                accept("[yes, no, on, off, y, n, tRUE]", "[\"yes\",\"no\",\"on\",\"off\",\"y\",\"n\",\"tRUE\"]"),
                accept("on: push", "{\"on\":\"push\"}"),
                accept("[0, -0, +12, 007, 0o17, 0xfF]", "[0,0,12,7,15,255]"),
                accept("[.5, 1., 1e3, +1.5E-2, -.5]", "[0.5,1,1000,0.015,-0.5]"),
                accept(
                        "[1_000, 0b1, 017.5.1, 1:30, 0x, 0o8]",
                        "[\"1_000\",\"0b1\",\"017.5.1\",\"1:30\",\"0x\",\"0o8\"]"),
                accept(
                        "[2001-12-14, 2001-12-14t21:59:43.10-05:00]",
                        "[\"2001-12-14\",\"2001-12-14t21:59:43.10-05:00\"]"),
                accept("['1', \"true\", !!str 5, ! 6]", "[\"1\",\"true\",\"5\",\"6\"]"),
                accept("[!!int 5, !!float 1, !!bool true, !!null ~]", "[5,1,true,null]"),
                accept("!!map {a: !!seq [1]}", "{\"a\":[1]}"),
                accept(
                        "200: ok\n'404': missing\ntrue: x\n1.5: y",
                        "{\"1.5\":\"y\",\"200\":\"ok\",\"404\":\"missing\",\"true\":\"x\"}"),
                accept("a: |\n  one\n  two\n", "{\"a\":\"one\\ntwo\\n\"}"),
                accept("a: >-\n  one\n  two\n", "{\"a\":\"one two\"}"),
                accept("a: &x [1]\nb: *x\nc: *x", "{\"a\":[1],\"b\":[1],\"c\":[1]}"),
                accept("&k key: 1\nother: *k", "{\"key\":1,\"other\":\"key\"}"),
                accept("a: &x name\n*x : 1", "{\"a\":\"name\",\"name\":1}"),
                accept("a: &x 1\nb: &x 2\nc: *x", "{\"a\":1,\"b\":2,\"c\":2}"),
                accept("d: &d {p: 1, q: 2}\ne: {<<: *d, p: 3}", "{\"d\":{\"p\":1,\"q\":2},\"e\":{\"p\":3,\"q\":2}}"),
                accept(
                        "a: &a {p: 1}\nb: &b {p: 2, q: 2}\nc:\n  <<: [*a, *b]\n",
                        "{\"a\":{\"p\":1},\"b\":{\"p\":2,\"q\":2},\"c\":{\"p\":1,\"q\":2}}"),
                accept("'<<': 1", "{\"<<\":1}"),
                accept("? a\n: 1\n? b\n", "{\"a\":1,\"b\":null}"),
                accept("\"\\ud83d\\ude00 \\x41 \\u2028\"", "\"\uD83D\uDE00 A \u2028\""),
                accept("- - 1\n  - 2\n- [3]", "[[1,2],[3]]"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refuse("", "the text holds no document", ""),
                refuse("# only a comment\n", "the text holds no document", ""),
                refuse("a: 1\n---\nb: 2\n", "more than one document", ""),
                refuse("%YAML 1.1\n---\na: yes\n", "YAML 1.1 or older", ""),
                refuse("%YAML 2.0\n---\na: yes\n", "not YAML here", ""),
                refuse("a: 1\na: 2", "two members of this name", "/a"),
                refuse("x:\n  - {b: 1, 'b': 2}", "two members of this name", "/x/0/b"),
                refuse("1: a\n'1': b", "two members of this name", "/1"),
                refuse("a: .inf", "infinity and not-a-number", "/a"),
                refuse("a: -.INF", "infinity and not-a-number", "/a"),
                refuse("- .nan", "infinity and not-a-number", "/0"),
                refuse("a: 1e400", "outside the range of a double", "/a"),
                refuse("a: 1e-400", "outside the range of a double", "/a"),
                refuse("a: 0x" + "f".repeat(300), "outside the range of a double", "/a"),
                refuse("a: " + "1".repeat(1001), "a number has more than 1000 characters", "/a"),
                refuse("a: !secret x", "a tag that has no JSON value", "/a"),
                refuse("a: !!binary aGk=", "a tag that has no JSON value", "/a"),
                refuse("a: !!timestamp 2001-12-14", "a tag that has no JSON value", "/a"),
                refuse("a: !!java.net.URL [x]", "a tag that has no JSON value", "/a"),
                refuse("!!set {a, b}", "a tag that has no JSON value", ""),
                refuse("!x a: 1", "a tag that has no JSON value", ""),
                refuse("a: !!int x", "not of the type that its tag says", "/a"),
                refuse("a: !!int 1.5", "not of the type that its tag says", "/a"),
                refuse("a: !!bool yes", "not of the type that its tag says", "/a"),
                refuse("a: &x [*x]", "no anchor that is complete", "/a/0"),
                refuse("a: &x 1\nb: &x {c: *x}", "no anchor that is complete", "/b/c"),
                refuse("a: *nowhere", "no anchor that is complete", "/a"),
                refuse("[a]: 1", "a name that is not a scalar", ""),
                refuse("? {a: 1}\n: 2", "a name that is not a scalar", ""),
                refuse("a: &x [1]\n*x : 2", "alias of what is not a string", ""),
                refuse("? \n: 1", "an empty name", ""),
                refuse("a: {<<: {b: 1}}", "a merge key takes an alias", "/a"),
                refuse("a: &x 1\nb: {<<: *x}", "a merge key takes an alias", "/b"),
                refuse("a: &x {}\nb: {<<: *x, <<: *x}", "two merge keys", "/b"),
                refuse("a: b: c", "mapping values are not allowed here", ""),
                refuse("a:\n\t- b", "not YAML", "/a"),
                refuse("a: [1, 2", "not YAML", "/a/2"),
                refuse("a: \"x", "not YAML", "/a"),
                refuse("a: @x", "not YAML", "/a"),
                refuse("- a\nb", "not YAML", "/1"),
                refuse("a: \"\\ud800\"", "half of a surrogate pair", "/a"),
                refuse("a: \u0007", "a character that YAML does not allow", ""),
                refuse("\uFEFFa: 1", "byte order mark", ""),
                refuse("[".repeat(129), "nested deeper than 128 levels", "/0".repeat(128)),
                refuse("- ".repeat(129), "nested deeper than 128 levels", "/0".repeat(128)),
                refuse(
                        "a: &x " + "[".repeat(65) + "]".repeat(65) + "\nb: " + "[".repeat(64) + "*x" + "]".repeat(64),
                        "nested deeper than 128 levels",
                        "/b" + "/0".repeat(64)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isRead(String text, String canonical) {
        assertThat(parse(text)).isInstanceOfSatisfying(Parsed.class, parsed -> {
            assertThat(parsed.document().json().utf8()).isEqualTo(canonical);
            assertThat(parsed.document().text()).isEqualTo(Bytes.utf8(text));
        });
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithThePlace(String text, String detail, String pointer) {
        assertThat(parse(text)).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.detail()).contains(detail);
            assertThat(malformed.pointer()).isEqualTo(pointer);
        });
    }

    @Test
    void aliasesCannotExplode() {
        StringBuilder laughs = new StringBuilder("l0: &l0 [x]\n");
        for (int i = 1; i < 100; i++) {
            laughs.append("l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(parse(laughs.toString())).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.detail()).contains("with its aliases replaced");
            assertThat(malformed.line()).isBetween(15, 25);
        });
    }

    @Test
    void longTextsCannotBeMultipliedByAliasesOrMerges() {
        String text = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(50) + "]";
        assertThat(parse(text)).isInstanceOf(Malformed.class);
        String merges = "a: &a {k: &k " + "x".repeat(100_000) + "}\nb: [" + "{<<: *a}, ".repeat(50) + "]";
        assertThat(parse(merges)).isInstanceOf(Malformed.class);
    }

    @Test
    void deepHostileTextsEndWithoutOverflowingTheStack() {
        for (String unit :
                new String[] {"[", "{", "- ", "? ", "{a: ", "[a: ", "&a ", "!!seq [", "*a ", "a: ", "\"", "|\n", "- ? "
                }) {
            assertThat(parse(unit.repeat(200_000 / unit.length()))).as(unit).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void nothingOfTheTextIsRepeatedInARefusal() {
        for (String text : new String[] {
            "a: !hunter2 x",
            "a: *hunter2",
            "%hunter2 x",
            "a: \"hunter2",
            "a: \"\\hunter2\"",
            "a: b: hunter2",
            "!hunter2! x",
            "a: @hunter2"
        }) {
            assertThat(parse(text))
                    .isInstanceOfSatisfying(
                            Malformed.class, m -> assertThat(m.detail()).doesNotContain("hunter"));
        }
    }

    private static ParseResult parse(String text) {
        return PARSER.parse(MediaType.YAML, Bytes.utf8(text));
    }

    private static Arguments accept(String text, String canonical) {
        return Arguments.of(text, canonical);
    }

    private static Arguments refuse(String text, String detail, String pointer) {
        return Arguments.of(text, detail, pointer);
    }
}
