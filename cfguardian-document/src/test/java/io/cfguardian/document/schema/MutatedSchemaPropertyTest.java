package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Verdict;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.testkit.data.SchemaSuite;
import io.cfguardian.testkit.data.SchemaSuite.SuiteFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes of a schema, compiling it and validating with it ends in a value, never in a failure of an engine. */
class MutatedSchemaPropertyTest {

    private static final long SEED = 20_251;
    private static final int SCHEMAS = 2_000;

    private static final List<String> NAMES = List.of(
            "type",
            "$ref",
            "$id",
            "id",
            "properties",
            "items",
            "allOf",
            "anyOf",
            "not",
            "enum",
            "const",
            "pattern",
            "patternProperties",
            "required",
            "dependencies",
            "additionalProperties",
            "additionalItems",
            "minLength",
            "maximum",
            "exclusiveMaximum",
            "multipleOf",
            "format",
            "if",
            "then",
            "contains",
            "propertyNames",
            "definitions",
            "$defs",
            "$anchor",
            "$dynamicRef",
            "$dynamicAnchor",
            "$recursiveRef",
            "$recursiveAnchor",
            "unevaluatedProperties",
            "prefixItems",
            "dependentRequired",
            "dependentSchemas",
            "minContains",
            "uniqueItems",
            "a",
            "");

    private static final List<String> TEXTS = List.of(
            "",
            "#",
            "#/definitions/a",
            "a",
            "string",
            "^(a",
            "http://x/y",
            "integer",
            "#/properties",
            "date",
            "\\d+",
            "%",
            "#/%zz",
            " ");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @CsvSource({
        "draft4, DRAFT_04",
        "draft6, DRAFT_06",
        "draft7, DRAFT_07",
        "draft2019-09, DRAFT_2019_09",
        "draft2020-12, DRAFT_2020_12"
    })
    void everySchemaEndsInAValue(String draft, Dialect dialect) {
        List<JsonObject> schemas = new ArrayList<>();
        List<JsonValue> instances = new ArrayList<>();
        for (SuiteFile file : SchemaSuite.files(draft)) {
            for (JsonValue group : ((JsonArray) Schemas.value(MediaType.JSON, file.text())).elements()) {
                if (Schemas.member(group, "schema") instanceof JsonObject schema) {
                    schemas.add(schema);
                    JsonValue test = ((JsonArray) Schemas.member(group, "tests"))
                            .elements()
                            .getFirst();
                    instances.add(Schemas.member(test, "data"));
                }
            }
        }
        try (DialectSchemaCompiler compiler = new DialectSchemaCompiler(Schemas.PATIENT)) {
            for (int i = 0; i < SCHEMAS; i++) {
                int picked = random.nextInt(schemas.size());
                if (mutate(schemas.get(picked)) instanceof JsonObject mutated) {
                    check(compiler, Schemas.in(dialect, mutated), instances.get(picked));
                }
            }
        }
    }

    private void check(DialectSchemaCompiler compiler, JsonValue schema, JsonValue instance) {
        if (compiler.compile(Schemas.document(schema)) instanceof Usable usable) {
            for (JsonValue value : List.of(instance, mutate(instance), anything(0))) {
                Verdict verdict = usable.schema().validate(value);
                assertThat(verdict)
                        .as("seed %d: %s", SEED, CanonicalJson.bytes(schema).utf8())
                        .isNotInstanceOf(Exceeded.class);
            }
        }
    }

    private JsonValue mutate(JsonValue value) {
        if (random.nextInt(12) == 0) {
            return anything(0);
        }
        return switch (value) {
            case JsonArray array ->
                new JsonArray(array.elements().stream().map(this::mutate).toList());
            case JsonObject object -> {
                LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
                object.members().forEach((name, member) -> {
                    if (!name.equals("$schema")) {
                        members.put(random.nextInt(24) == 0 ? pick(NAMES) : name, mutate(member));
                    }
                });
                yield new JsonObject(members);
            }
            default -> value;
        };
    }

    private JsonValue anything(int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 8)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> new JsonNumber(BigDecimal.valueOf(random.nextInt(7) - 2L, random.nextInt(3) - 1));
            case 3 -> new JsonNumber(new BigDecimal("1e300"));
            case 4 -> new JsonNumber(new BigDecimal("972783798187987123879878123.18878137"));
            case 5 -> new JsonString(pick(TEXTS));
            case 6 ->
                new JsonArray(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> anything(depth + 1))
                        .toList());
            default -> {
                LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(4)).forEach(i -> members.put(pick(NAMES), anything(depth + 1)));
                yield new JsonObject(members);
            }
        };
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
