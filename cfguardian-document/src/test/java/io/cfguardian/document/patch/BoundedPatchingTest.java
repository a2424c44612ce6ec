package io.cfguardian.document.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.document.Patching.Inapplicable;
import io.cfguardian.app.document.Patching.JsonPatch;
import io.cfguardian.app.document.Patching.MergePatch;
import io.cfguardian.app.document.Patching.PatchResult;
import io.cfguardian.app.document.Patching.Patched;
import io.cfguardian.app.document.Patching.Unreadable;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundedPatchingTest {

    private final BoundedPatching patching = new BoundedPatching();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the examples of RFC 6902, appendix A
            {"foo":"bar"}                  | [{"op":"add","path":"/baz","value":"qux"}]              | {"baz":"qux","foo":"bar"}
            {"foo":["bar","baz"]}          | [{"op":"add","path":"/foo/1","value":"qux"}]            | {"foo":["bar","qux","baz"]}
            {"baz":"qux","foo":"bar"}      | [{"op":"remove","path":"/baz"}]                         | {"foo":"bar"}
            {"foo":["bar","qux","baz"]}    | [{"op":"remove","path":"/foo/1"}]                       | {"foo":["bar","baz"]}
            {"baz":"qux","foo":"bar"}      | [{"op":"replace","path":"/baz","value":"boo"}]          | {"baz":"boo","foo":"bar"}
            {"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}} | [{"op":"move","from":"/foo/waldo","path":"/qux/thud"}] | {"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}
            {"foo":["all","grass","cows","eat"]} | [{"op":"move","from":"/foo/1","path":"/foo/3"}]   | {"foo":["all","cows","eat","grass"]}
            {"baz":"qux","foo":["a",2,"c"]}| [{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}] | {"baz":"qux","foo":["a",2,"c"]}
            {"foo":"bar"}                  | [{"op":"add","path":"/child","value":{"grandchild":{}}}]| {"foo":"bar","child":{"grandchild":{}}}
            {"foo":"bar"}                  | [{"op":"add","path":"/baz","value":"qux","xyz":123}]    | {"foo":"bar","baz":"qux"}
            {"/":9,"~1":10}                | [{"op":"test","path":"/~01","value":10}]                | {"/":9,"~1":10}
            {"foo":["bar"]}                | [{"op":"add","path":"/foo/-","value":["abc","def"]}]    | {"foo":["bar",["abc","def"]]}
            # and what else must work
            {"a":1}                        | [{"op":"replace","path":"","value":{"b":2}}]            | {"b":2}
            {"a":1}                        | [{"op":"add","path":"/a","value":null}]                 | {"a":null}
            {"a":1}                        | [{"op":"test","path":"/a","value":1.0}]                 | {"a":1}
            {"a":{"b":1}}                  | [{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}] | {"a":{"b":1},"c":{"b":2}}
            {"a":1}                        | []                                                      | {"a":1}
            """)
    void jsonPatchApplies(String target, String patch, String expected) {
        assertThat(jsonPatch(target, patch)).isEqualTo(new Patched(json(expected)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"baz":"qux"} | [{"op":"test","path":"/baz","value":"bar"}]                        | /0
            {"foo":"bar"} | [{"op":"add","path":"/baz/bat","value":"qux"}]                     | /0
            {"/":9,"~1":10} | [{"op":"test","path":"/~01","value":"10"}]                       | /0
            {"a":1}       | [{"op":"add","path":"/b","value":1},{"op":"remove","path":"/c"}]   | /1
            {"a":[1]}     | [{"op":"remove","path":"/a/1"}]                                    | /0
            {"a":[1]}     | [{"op":"add","path":"/a/3","value":1}]                             | /0
            {"a":[1]}     | [{"op":"replace","path":"/a/01","value":1}]                        | /0
            {"a":1}       | [{"op":"replace","path":"/b","value":1}]                           | /0
            {"a":1}       | [{"op":"copy","from":"/b","path":"/c"}]                            | /0
            {"a":1}       | [{"op":"move","from":"/b","path":"/c"}]                            | /0
            {"a":{"b":1}} | [{"op":"move","from":"/a","path":"/a/b/c"}]                        | /0
            """)
    void jsonPatchThatDoesNotFitNamesItsOperation(String target, String patch, String pointer) {
        assertThat(jsonPatch(target, patch))
                .isInstanceOfSatisfying(
                        Inapplicable.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"add","path":"/a","value":1}   | ``
            [1]                                  | /0
            [{"path":"/a","value":1}]            | /0/op
            [{"op":"put","path":"/a","value":1}] | /0/op
            [{"op":"add","value":1}]             | /0/path
            [{"op":"add","path":"a","value":1}]  | /0/path
            [{"op":"add","path":"/a"}]           | /0
            [{"op":"move","path":"/a"}]          | /0
            [{"op":"copy","path":"/a","from":1}] | /0/from
            [{"op":"remove","path":"/a"},{"op":"test","path":"/a"}] | /1
            """)
    void whatIsNoJsonPatchIsUnreadable(String patch, String pointer) {
        assertThat(jsonPatch("{\"a\":1}", patch))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        refused -> assertThat(refused.pointer()).isEqualTo(pointer));
    }

    @Test
    void copyingTheWholeAgainAndAgainIsStopped() {
        String doubling = String.join(
                ",",
                IntStream.range(0, 40)
                        .mapToObj(i -> "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/k" + i + "\"}")
                        .toList());
        assertThat(jsonPatch("{\"a\":1}", "[" + doubling + "]")).isInstanceOf(Inapplicable.class);
    }

    @Test
    void nestingDeeperThanADocumentMayBeIsStopped() {
        String deep = "[".repeat(120) + "]".repeat(120);
        String patch = "[{\"op\":\"add\",\"path\":\"" + "/0".repeat(60) + "/-\",\"value\":" + deep + "}]";
        assertThat(jsonPatch(deep.replace("[]", "[1]"), patch)).isInstanceOf(Inapplicable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # RFC 7396, appendix A
            {"a":"b"}              | {"a":"c"}               | {"a":"c"}
            {"a":"b"}              | {"b":"c"}               | {"a":"b","b":"c"}
            {"a":"b"}              | {"a":null}              | {}
            {"a":"b","b":"c"}      | {"a":null}              | {"b":"c"}
            {"a":["b"]}            | {"a":"c"}               | {"a":"c"}
            {"a":"c"}              | {"a":["b"]}             | {"a":["b"]}
            {"a":{"b":"c"}}        | {"a":{"b":"d","c":null}}| {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}      | {"a":[1]}               | {"a":[1]}
            ["a","b"]              | ["c","d"]               | ["c","d"]
            {"a":"b"}              | ["c"]                   | ["c"]
            {"a":"foo"}            | null                    | null
            {"a":"foo"}            | "bar"                   | "bar"
            {"e":null}             | {"a":1}                 | {"e":null,"a":1}
            [1,2]                  | {"a":"b","c":null}      | {"a":"b"}
            {}                     | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
            """)
    void mergePatchApplies(String target, String patch, String expected) {
        assertThat(patching.apply(new MergePatch(json(patch)), json(target))).isEqualTo(new Patched(json(expected)));
    }

    @Test
    void theDiffOfTwoValuesTurnsOneIntoTheOther() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            JsonValue from = value(random, 4);
            JsonValue to = random.nextInt(4) == 0 ? from : value(random, 4);
            JsonValue diff = patching.diff(from, to);
            assertThat(patching.apply(new JsonPatch(diff), from))
                    .as("seed %d", seed)
                    .isEqualTo(new Patched(to));
            assertThat(((JsonArray) diff).elements().isEmpty())
                    .as("seed %d", seed)
                    .isEqualTo(from.equals(to));
        }
    }

    @Test
    void theDiffOfLargeArraysIsLinear() {
        JsonValue from = numbers(0, 300_000);
        JsonValue to = numbers(1, 300_000);
        assertThat(((JsonArray) patching.diff(from, to)).elements()).hasSizeLessThanOrEqualTo(300_000);
    }

    @Test
    void theUnifiedDiffShowsWhatChangedWithItsContext() {
        String from = "a\nb\nc\nd\ne\nf\ng\n";
        assertThat(patching.unifiedDiff("limits@1", from, "limits@2", from.replace("d", "D")))
                .isEqualTo("""
                        --- limits@1
                        +++ limits@2
                        @@ -1,7 +1,7 @@
                         a
                         b
                         c
                        -d
                        +D
                         e
                         f
                         g
                        """);
        assertThat(patching.unifiedDiff("a", from, "b", from)).isEmpty();
    }

    @Test
    void theUnifiedDiffOfVeryDifferentLongTextsIsOneChange() {
        String from = "x\n".repeat(200_000);
        String to = "y\n".repeat(200_000);
        assertThat(patching.unifiedDiff("a", from, "b", to).lines().filter(line -> line.startsWith("@@")))
                .hasSize(1);
    }

    private PatchResult jsonPatch(String target, String patch) {
        return patching.apply(new JsonPatch(json(patch)), json(target));
    }

    private static JsonValue json(String text) {
        return ((Parsed) new StrictDocumentParser(ParserLimits.standard()).parse(MediaType.JSON, Bytes.utf8(text)))
                .value();
    }

    private static JsonValue numbers(int first, int count) {
        return new JsonArray(IntStream.range(first, first + count)
                .<JsonValue>mapToObj(i -> new JsonNumber(BigDecimal.valueOf(i)))
                .toList());
    }

    private static JsonValue value(Random random, int levels) {
        return switch (random.nextInt(levels == 0 ? 4 : 7)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> new JsonNumber(BigDecimal.valueOf(random.nextInt(5)));
            case 3 -> new JsonString("s" + random.nextInt(3));
            case 4 -> {
                List<JsonValue> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, levels - 1));
                }
                yield new JsonArray(elements);
            }
            default -> {
                var members = new LinkedHashMap<String, JsonValue>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(List.of("a", "b/c", "d~e", "", "0").get(random.nextInt(5)), value(random, levels - 1));
                }
                yield new JsonObject(members);
            }
        };
    }
}
