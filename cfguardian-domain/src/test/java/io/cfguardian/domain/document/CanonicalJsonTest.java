package io.cfguardian.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalJsonTest {

    /** RFC 8785, appendix B: the bits of a double and its text, -0 and the values that are no numbers left out. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void numbersAreLaidOutAsTheRfcDoes(String bits, String text) {
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                .as("the table itself")
                .isEqualTo(Long.parseUnsignedLong(bits, 16));

        assertThat(canonical(number(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-0, 0",
        "-0.0, 0",
        "0e10, 0",
        "1.0, 1",
        "1.50, 1.5",
        "100, 100",
        "1E2, 100",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "123456789012345678901, 123456789012345678901",
        "1234567890123456789012, 1.234567890123456789012e+21",
        "12345678901234567890.5, 12345678901234567890.5",
        "0.1, 0.1",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "-12e-8, -1.2e-7",
        "2e-3, 0.002",
        "0.000000000000000000000000001, 1e-27",
    })
    void oneNumberHasOneText(String written, String text) {
        assertThat(canonical(number(written))).isEqualTo(text);
    }

    /** Here this form parts from RFC 8785, which rounds to the nearest double. */
    @ParameterizedTest
    @CsvSource({
        "333333333.33333329, 333333333.33333329, 333333333.3333333",
        "9007199254740993, 9007199254740993, 9007199254740992",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827, 0.1",
    })
    void digitsBeyondADoubleAreKept(String written, String exact, String rounded) {
        assertThat(canonical(number(written))).isEqualTo(exact);
        assertThat(canonical(number(Double.toString(Double.parseDouble(written)))))
                .isEqualTo(rounded);
    }

    /** RFC 8785, 3.2.2, with the one number that is no double's own text written as that double. */
    @Test
    void theExampleOfTheRfcHasItsText() {
        JsonValue value = object(
                Map.entry(
                        "numbers",
                        new JsonArray(List.of(
                                number("333333333.3333333"),
                                number("1E30"),
                                number("4.50"),
                                number("2e-3"),
                                number("0.000000000000000000000000001")))),
                Map.entry("string", new JsonString("\u20ac$\017\nA'B\"\\\\\"/")),
                Map.entry(
                        "literals",
                        new JsonArray(List.of(JsonNull.NULL, new JsonBoolean(true), new JsonBoolean(false)))));

        assertThat(canonical(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, 3.2.3: by UTF-16 code units, so the smiley's surrogates come before the ligature. */
    @Test
    void membersAreSortedByTheirUtf16CodeUnits() {
        JsonValue value = object(
                Map.entry("\u20ac", new JsonString("Euro Sign")),
                Map.entry("\r", new JsonString("Carriage Return")),
                Map.entry("\ufb33", new JsonString("Hebrew Letter Dalet With Dagesh")),
                Map.entry("1", new JsonString("One")),
                Map.entry("\ud83d\ude00", new JsonString("Emoji: Grinning Face")),
                Map.entry("\u0080", new JsonString("Control")),
                Map.entry("\u00f6", new JsonString("Latin Small Letter O With Diaeresis")));

        assertThat(canonical(value))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void onlyWhatMustBeEscapedIs() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < 0x20; c++) {
            controls.append(c);
        }

        assertThat(canonical(new JsonString(controls.toString())))
                .isEqualTo(
                        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\"");
        assertThat(canonical(new JsonString("\u007f\u2028\u2029/<>"))).isEqualTo("\"\u007f\u2028\u2029/<>\"");
    }

    @Test
    void emptyValuesHaveNothingInside() {
        assertThat(canonical(new JsonArray(List.of()))).isEqualTo("[]");
        assertThat(canonical(object())).isEqualTo("{}");
        assertThat(canonical(new JsonString(""))).isEqualTo("\"\"");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> canonical(new JsonString("a\uD800"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> canonical(object(Map.entry("\uDC00", JsonNull.NULL))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentIsHashedByItsValue() {
        JsonValue value = object(Map.entry("a", number("1.0")));
        Document json = Document.of(MediaType.JSON, Bytes.utf8("{ \"a\": 1.0 }"), value);
        Document yaml = Document.of(MediaType.YAML, Bytes.utf8("a: 1 # one"), value);

        assertThat(json.valueHash())
                .isEqualTo(yaml.valueHash())
                .isEqualTo(Bytes.utf8("{\"a\":1}").sha256());
        assertThat(json.json()).isEqualTo(json.text());
        assertThat(yaml.json()).isEqualTo(Bytes.utf8("{\"a\":1}"));
        assertThat(json.ref().sameText(yaml.ref())).isFalse();
    }

    @Test
    void aDocumentHasABoundedText() {
        assertThatThrownBy(() -> Document.of(MediaType.JSON, Bytes.EMPTY, JsonNull.NULL))
                .isInstanceOf(IllegalArgumentException.class);
        Bytes longest = Bytes.of(new byte[Document.SIZE_BYTES_MAX]);
        assertThat(Document.of(MediaType.JSON, longest, JsonNull.NULL).ref().sizeBytes())
                .isEqualTo(1_048_576);
        Bytes tooLong = Bytes.of(new byte[Document.SIZE_BYTES_MAX + 1]);
        assertThatThrownBy(() -> Document.of(MediaType.JSON, tooLong, JsonNull.NULL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesShowNoContent() {
        assertThat(object(Map.entry("password", new JsonString("hunter2"))).toString()
                        + new JsonArray(List.of(number("4711")))
                        + number("4711")
                        + new JsonBoolean(true))
                .doesNotContain("hunter2", "password", "4711", "true");
    }

    private static JsonNumber number(String text) {
        return new JsonNumber(new BigDecimal(text));
    }

    @SafeVarargs
    private static JsonObject object(Map.Entry<String, ? extends JsonValue>... members) {
        LinkedHashMap<String, JsonValue> all = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends JsonValue> member : members) {
            all.put(member.getKey(), member.getValue());
        }
        return new JsonObject(all);
    }

    private static String canonical(JsonValue value) {
        return CanonicalJson.bytes(value).utf8();
    }
}
