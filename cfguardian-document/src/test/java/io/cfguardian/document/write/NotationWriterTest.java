package io.cfguardian.document.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class NotationWriterTest {

    /** Values that are easily written as something else. */
    @SuppressWarnings("unused")
    private static final List<String> TRICKY = List.of(
            "null",
            "\"null\"",
            "\"~\"",
            "\"true\"",
            "\"True\"",
            "\"yes\"",
            "\"1\"",
            "\"0x1F\"",
            "\"0o17\"",
            "\"1e5\"",
            "\".inf\"",
            "\".5\"",
            "\"+1\"",
            "\"\"",
            "\" lead\"",
            "\"trail \"",
            "\"a: b\"",
            "\"a #b\"",
            "\"- a\"",
            "\"? a\"",
            "\"*a\"",
            "\"&a\"",
            "\"!a\"",
            "\"%a\"",
            "\"@a\"",
            "\"`a\"",
            "\"{a\"",
            "\"[a\"",
            "\"|\"",
            "\"---\"",
            "\"...\"",
            "\"2026-11-21\"",
            "\"<<\"",
            "\"=\"",
            "\"line\\nbreak\\n\"",
            "\"tab\\tnul\\u0000del\\u007f\"",
            "\"\\u2028\\u0085\\ufeff\"",
            "\"😀 é\"",
            "\"'quote' \\\"double\\\" \\\\\"",
            "0",
            "-0.0",
            "100",
            "1e2",
            "12345678901234567890123",
            "1e300",
            "-1.5e-300",
            "0.1",
            "[]",
            "{}",
            "[[],[[]],{}]",
            "{\"a\":[{\"b\":1,\"c\":[1,2]},{}],\"true\":false,\"1\":2,\"\":3,\"k: v\":null,\"<<\":{\"x\":1}}");

    private final NotationWriter writer = new NotationWriter();

    @ParameterizedTest
    @FieldSource("TRICKY")
    void whatIsWrittenAsYamlReadsAsTheSameValue(String json) {
        JsonValue value = read(MediaType.JSON, Bytes.utf8(json));
        Bytes yaml = writer.yaml(value);
        assertThat(read(MediaType.YAML, yaml)).as(yaml.utf8()).isEqualTo(value);
    }

    @ParameterizedTest
    @FieldSource("TRICKY")
    void whatIsWrittenAsJsonReadsAsTheSameValue(String json) {
        JsonValue value = read(MediaType.JSON, Bytes.utf8(json));
        assertThat(read(MediaType.JSON, writer.json(value))).isEqualTo(value);
    }

    @Test
    void jsonIsIndented() {
        JsonValue value = read(MediaType.JSON, Bytes.utf8("{\"b\":[1,{\"c\":1e2}],\"a\":{},\"d\":[]}"));
        assertThat(writer.json(value).utf8()).isEqualTo("""
                        {
                          "b": [
                            1,
                            {
                              "c": 100
                            }
                          ],
                          "a": {},
                          "d": []
                        }
                        """);
    }

    @Test
    void propertiesLoadAsTheyWereWritten() throws IOException {
        String json = """
                {"db": {"url": "jdbc:x=1", "on": true, "none": null, "empty": []},
                 "hosts": ["a", {"na me": " lead\\nline \\u00e9"}], "#k!": 1.50, "back\\\\slash": "a\\\\b"}
                """;
        Bytes lines = writer.properties(read(MediaType.JSON, Bytes.utf8(json)));
        Properties loaded = new Properties();
        loaded.load(lines.asInputStream());
        assertThat(loaded)
                .hasSize(8)
                .containsEntry("db.url", "jdbc:x=1")
                .containsEntry("db.on", "true")
                .containsEntry("db.none", "")
                .containsEntry("db.empty", "")
                .containsEntry("hosts[0]", "a")
                .containsEntry("hosts[1].na me", " lead\nline é")
                .containsEntry("#k!", "1.5")
                .containsEntry("back\\slash", "a\\b");
    }

    private static JsonValue read(MediaType mediaType, Bytes text) {
        return ((Parsed) new StrictDocumentParser(ParserLimits.standard()).parse(mediaType, text)).value();
    }
}
