package io.cfguardian.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CanonicalJsonPropertyTest {

    private static final int VALUES = 20_000;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void equalValuesAndNoOthersHaveEqualBytes() {
        Seed.run(random -> {
            RandomDocuments documents = new RandomDocuments(random);
            Map<Bytes, JsonValue> byBytes = new HashMap<>();
            Map<JsonValue, Bytes> byValue = new HashMap<>();
            for (int i = 0; i < VALUES; i++) {
                JsonValue value = documents.value();
                Bytes bytes = CanonicalJson.bytes(value);
                assertThat(byBytes.getOrDefault(bytes, value)).isEqualTo(value);
                assertThat(byValue.getOrDefault(value, bytes)).isEqualTo(bytes);
                byBytes.put(bytes, value);
                byValue.put(value, bytes);
            }
            assertThat(byBytes).as("values that came up again").hasSizeLessThan(VALUES);
        });
    }

    @Test
    void theOrderOfMembersAndTheScaleOfNumbersDoNotMatter() {
        Seed.run(random -> {
            RandomDocuments documents = new RandomDocuments(random);
            for (int i = 0; i < VALUES; i++) {
                JsonValue value = documents.value();
                assertThat(CanonicalJson.bytes(rewritten(value))).isEqualTo(CanonicalJson.bytes(value));
            }
        });
    }

    @Test
    void theFormIsJsonOfTheSameValue() {
        Seed.run(random -> {
            RandomDocuments documents = new RandomDocuments(random);
            for (int i = 0; i < VALUES; i++) {
                JsonValue value = documents.value();
                JsonNode read = EXACT.readTree(CanonicalJson.bytes(value).utf8());
                assertThat(value(read)).isEqualTo(value);
            }
        });
    }

    private static JsonValue rewritten(JsonValue value) {
        return switch (value) {
            case JsonArray(List<JsonValue> elements) ->
                new JsonArray(elements.stream()
                        .map(CanonicalJsonPropertyTest::rewritten)
                        .toList());
            case JsonObject object -> {
                LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
                object.members().reversed().forEach((name, member) -> members.put(name, rewritten(member)));
                yield new JsonObject(members);
            }
            case JsonNumber(BigDecimal number) -> new JsonNumber(number.setScale(Math.max(number.scale(), 0) + 2));
            case JsonNull same -> same;
            case JsonBoolean same -> same;
            case JsonString same -> same;
        };
    }

    private static JsonValue value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> JsonNull.NULL;
            case BOOLEAN -> new JsonBoolean(node.asBoolean());
            case NUMBER -> new JsonNumber(node.decimalValue());
            case STRING -> new JsonString(node.asString());
            case ARRAY -> {
                List<JsonValue> elements = new ArrayList<>();
                node.forEach(element -> elements.add(value(element)));
                yield new JsonArray(elements);
            }
            case OBJECT -> {
                LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
                yield new JsonObject(members);
            }
            case BINARY, MISSING, POJO -> throw new IllegalStateException("not JSON: " + node);
        };
    }
}
