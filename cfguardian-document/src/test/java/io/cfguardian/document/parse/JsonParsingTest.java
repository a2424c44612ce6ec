package io.cfguardian.document.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult;
import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What JSON is read, as what, and what is refused, where and in which words. */
class JsonParsingTest {

    private static final StrictDocumentParser PARSER = new StrictDocumentParser(ParserLimits.standard());

    static Stream<Arguments> accepted() {
        return Stream.of(
                accept("{}", "{}"),
                accept("[]", "[]"),
                accept("null", "null"),
                accept("true", "true"),
                accept(" \t\r\n false \n", "false"),
                accept("\"\"", "\"\""),
                accept("0", "0"),
                accept("-0", "0"),
                accept("-0.0", "0"),
                accept("0e1", "0"),
                accept("0e-999999999999", "0"),
                accept("1.0", "1"),
                accept("1E+2", "100"),
                accept("1e-2", "0.01"),
                accept("123456789012345678901234567890", "1.2345678901234567890123456789e+29"),
                accept("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
                accept("1.7976931348623157e308", "1.7976931348623157e+308"),
                accept("5e-324", "5e-324"),
                accept("3e-324", "3e-324"),
                accept("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"),
                accept("{\"\":0}", "{\"\":0}"),
                accept("{\"a\":{\"a\":{\"a\":[]}}}", "{\"a\":{\"a\":{\"a\":[]}}}"),
                accept("[[],[[]],[[],[]]]", "[[],[[]],[[],[]]]"),
                accept("\"\\u0000\"", "\"\\u0000\""),
                accept("\"\\ud83d\\ude00\"", "\"\uD83D\uDE00\""),
                accept("\"\uD83D\uDE00\"", "\"\uD83D\uDE00\""),
                accept("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""),
                accept("\"\u2028\u2029\u007f\"", "\"\u2028\u2029\u007f\""),
                accept("\"\uFFFF\"", "\"\uFFFF\""),
                accept("\"a\uFEFFb\"", "\"a\uFEFFb\""),
                accept("[1 ,\n2]", "[1,2]"),
                accept("{\"a\":1,\"A\":2}", "{\"A\":2,\"a\":1}"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refuse("", "the text holds no value", ""),
                refuse(" \n", "the text holds no value", ""),
                refuse("{", "the text ends before the value does", ""),
                refuse("[1,", "the text ends before the value does", "/1"),
                refuse("{\"a\"", "the text ends before the value does", ""),
                refuse("\"abc", "the text ends before the value does", ""),
                refuse("[1]]", "a bracket closes what is not open", ""),
                refuse("[1}", "a bracket closes what is not open", "/1"),
                refuse("{}x", "a bare word that is not true, false or null", ""),
                refuse("{} {}", "there is text after the value", ""),
                refuse("1 2", "there is text after the value", ""),
                refuse("[1,]", "a character that cannot stand here", "/1"),
                refuse("[,1]", "a character that cannot stand here", "/0"),
                refuse("[1,,2]", "a character that cannot stand here", "/1"),
                refuse("[1 2]", "a character that cannot stand here", "/1"),
                refuse("{\"a\":1,}", "a character that cannot stand here", ""),
                refuse("{\"a\" 1}", "a character that cannot stand here", ""),
                refuse("{\"a\"::1}", "a character that cannot stand here", ""),
                refuse("{a:1}", "a character that cannot stand here", ""),
                refuse("{'a':1}", "a character that cannot stand here", ""),
                refuse("{1:1}", "a character that cannot stand here", ""),
                refuse("{\"a\":1 \"b\":2}", "a character that cannot stand here", ""),
                refuse("{\"a\":1,\"a\":2}", "an object has two members of this name", "/a"),
                refuse("{\"a\":1,\"\\u0061\":2}", "an object has two members of this name", "/a"),
                refuse("[{\"x/y~\":{\"k\":1,\"k\":1}}]", "an object has two members of this name", "/0/x~1y~0/k"),
                refuse("tru", "a bare word that is not true, false or null", ""),
                refuse("TRUE", "a bare word that is not true, false or null", ""),
                refuse("nul", "a bare word that is not true, false or null", ""),
                refuse("NaN", "NaN and Infinity are not JSON", ""),
                refuse("[Infinity]", "NaN and Infinity are not JSON", "/0"),
                refuse("-Infinity", "NaN and Infinity are not JSON", ""),
                refuse("+1", "a character that cannot stand here", ""),
                refuse(".5", "a character that cannot stand here", ""),
                refuse("5.", "a character that cannot stand here", ""),
                refuse("1e", "", ""),
                refuse("1e+", "", ""),
                refuse("01", "a number is not written as JSON writes numbers", ""),
                refuse("-01", "a number is not written as JSON writes numbers", ""),
                refuse("-", "", ""),
                refuse("--1", "a character that cannot stand here", ""),
                refuse("0x10", "a character that cannot stand here", ""),
                refuse("1_000", "a character that cannot stand here", ""),
                refuse("1.8e308", "outside the range of a double", ""),
                refuse("-1.8e308", "outside the range of a double", ""),
                refuse("{\"n\":1e1000000000}", "outside the range of a double", "/n"),
                refuse("1e99999999999999999999", "outside the range of a double", ""),
                refuse("1e-99999999999999999999", "outside the range of a double", ""),
                refuse("1e-400", "outside the range of a double", ""),
                refuse("2e-324", "outside the range of a double", ""),
                refuse("1" + "0".repeat(1000), "a number has more than 1000 characters", ""),
                refuse("\"\\ud800\"", "half of a surrogate pair", ""),
                refuse("\"\\udc00\\ud800\"", "half of a surrogate pair", ""),
                refuse("{\"\\ud800\":1}", "", ""),
                refuse("\"a\tb\"", "a control character stands unescaped in a string", ""),
                refuse("\"a\nb\"", "a control character stands unescaped in a string", ""),
                refuse("\"a\u0000b\"", "a control character stands unescaped in a string", ""),
                refuse("\"\\x41\"", "an escape that JSON does not know", ""),
                refuse("\"\\u12\"", "", ""),
                refuse("\"\\u12G4\"", "", ""),
                refuse("'a'", "a character that cannot stand here", ""),
                refuse("[1] // no", "a character that cannot stand here", ""),
                refuse("/* no */ 1", "a character that cannot stand here", ""),
                refuse("# no\n1", "a character that cannot stand here", ""),
                refuse("\u00a01", "a character that cannot stand here", ""),
                refuse("\f1", "", ""),
                refuse("\uFEFF{}", "byte order mark", ""),
                refuse("{\"" + "n".repeat(1025) + "\":1}", "name has more than 1024 characters", ""),
                refuse("[".repeat(129), "nested deeper than 128 levels", "/0".repeat(128)),
                refuse("{\"a\":".repeat(129), "nested deeper than 128 levels", "/a".repeat(128)),
                refuse("[".repeat(1_000_000), "nested deeper than 128 levels", "/0".repeat(128)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isRead(String text, String canonical) {
        assertThat(parse(Bytes.utf8(text))).isInstanceOfSatisfying(Parsed.class, parsed -> {
            assertThat(CanonicalJson.bytes(parsed.value()).utf8()).isEqualTo(canonical);
            assertThat(parsed.document().json()).isEqualTo(Bytes.utf8(text));
        });
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithThePlace(String text, String detail, String pointer) {
        assertThat(parse(Bytes.utf8(text))).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.detail()).contains(detail);
            assertThat(malformed.pointer()).isEqualTo(pointer);
            assertThat(malformed.line()).isPositive();
            assertThat(malformed.column()).isPositive();
        });
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAtTheirLineAndColumn() {
        byte[] prefix = "{\n \"a\": \"é".getBytes(StandardCharsets.UTF_8);
        for (int[] bad :
                new int[][] {{0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xFF}, {0xE2, 0x82}, {0xF4, 0x90, 0x80, 0x80}}) {
            byte[] text = new byte[prefix.length + bad.length];
            System.arraycopy(prefix, 0, text, 0, prefix.length);
            for (int i = 0; i < bad.length; i++) {
                text[prefix.length + i] = (byte) bad[i];
            }
            assertThat(parse(Bytes.of(text))).isEqualTo(new Malformed("the bytes here are not UTF-8", "", 2, 9));
        }
    }

    @Test
    void otherEncodingsAreRefused() {
        for (var charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"}) {
            assertThat(parse(Bytes.of("{\"a\":1}".getBytes(java.nio.charset.Charset.forName(charset)))))
                    .as(charset)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void lineAndColumnPointAtTheFault() {
        assertThat(parse(Bytes.utf8("{\n  \"a\": 1,\n  \"a\": 2\n}")))
                .isEqualTo(new Malformed("an object has two members of this name", "/a", 3, 3));
    }

    @Test
    void nestingOf128LevelsIsRead() {
        assertThat(parse(Bytes.utf8("[".repeat(128) + "]".repeat(128)))).isInstanceOf(Parsed.class);
        assertThat(parse(Bytes.utf8("{\"a\":".repeat(128) + "0" + "}".repeat(128))))
                .isInstanceOf(Parsed.class);
    }

    @Test
    void nothingOfTheTextIsRepeatedInARefusal() {
        for (String text : new String[] {
            "hunter2", "{\"a\":hunter2}", "[\"x\" hunter2]", "{\"a\":\"hunter2\\q\"}", "\"hunter2", "\"hunter2\n\""
        }) {
            assertThat(parse(Bytes.utf8(text)))
                    .isInstanceOfSatisfying(
                            Malformed.class, m -> assertThat(m.detail()).doesNotContain("hunter"));
        }
    }

    private static ParseResult parse(Bytes text) {
        return PARSER.parse(MediaType.JSON, text);
    }

    private static Arguments accept(String text, String canonical) {
        return Arguments.of(text, canonical);
    }

    private static Arguments refuse(String text, String detail, String pointer) {
        return Arguments.of(text, detail, pointer);
    }
}
