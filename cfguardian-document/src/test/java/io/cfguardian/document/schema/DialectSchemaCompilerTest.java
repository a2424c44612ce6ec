package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.schema.CompiledSchema;
import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Invalid;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.app.schema.SchemaCompiler.Compilation;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.schema.Dialect;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialects, formats, messages, the cache and the pool. */
class DialectSchemaCompilerTest {

    private static final DialectSchemaCompiler COMPILER = new DialectSchemaCompiler(Schemas.PATIENT);

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @ParameterizedTest
    @EnumSource
    void schemaNamesItsDialect(Dialect dialect) {
        for (String uri : List.of(dialect.uri(), dialect.uri() + "#")) {
            assertThat(COMPILER.compile(Schemas.document("{\"$schema\": \"" + uri + "\"}")))
                    .isInstanceOfSatisfying(
                            Usable.class, usable -> assertThat(usable.dialect()).isEqualTo(dialect));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "true", "false", "{\"type\": \"string\"}"})
    void schemaWithoutADialectIsDraft7(String schema) {
        assertThat(COMPILER.compile(Schemas.document(schema)))
                .isInstanceOfSatisfying(
                        Usable.class, usable -> assertThat(usable.dialect()).isEqualTo(Dialect.DRAFT_07));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$schema\": \"http://example.com/mine\"}",
                "{\"$schema\": \"\"}",
                "{\"$schema\": 7}",
                "{\"$schema\": \"http://json-schema.org/schema#\"}",
                "{\"$schema\": \"http://json-schema.org/draft-03/schema#\"}"
            })
    void unknownDialectIsRefused(String schema) {
        assertThat(COMPILER.compile(Schemas.document(schema))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).contains("unknown dialect");
            assertThat(refused.pointer()).isEqualTo("/$schema");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[]", "null"})
    void schemaIsAnObjectOrABoolean(String schema) {
        assertThat(COMPILER.compile(Schemas.document(schema))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @EnumSource
    void formatsAreAssertedInEveryDialect(Dialect dialect) {
        CompiledSchema schema = compile(dialect, "{\"format\": \"date\"}");
        assertThat(schema.validate(Schemas.value("\"2024-02-29\""))).isEqualTo(Valid.VALID);
        assertThat(schema.validate(Schemas.value("\"2023-02-29\""))).isInstanceOf(Invalid.class);
        assertThat(schema.validate(Schemas.value("7"))).isEqualTo(Valid.VALID);
    }

    @Test
    void draft4KnowsConst() {
        CompiledSchema schema = compile(Dialect.DRAFT_04, "{\"const\": 7}");
        assertThat(schema.validate(Schemas.value("7"))).isEqualTo(Valid.VALID);
        assertThat(schema.validate(Schemas.value("8"))).isInstanceOf(Invalid.class);
    }

    @Test
    void standardMetaSchemaCanBeReferredTo() {
        for (Dialect dialect : Dialect.values()) {
            CompiledSchema schema = compile(dialect, "{\"$ref\": \"" + dialect.uri() + "\"}");
            assertThat(schema.validate(Schemas.value("{\"type\": \"string\"}"))).isEqualTo(Valid.VALID);
            assertThat(schema.validate(Schemas.value("{\"type\": 7}"))).isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_04", "DRAFT_07", "DRAFT_2019_09", "DRAFT_2020_12"})
    void messagesNameTheExpectationAndNeverTheValue(Dialect dialect) {
        CompiledSchema schema = compile(dialect, """
                {"type": "object", "required": ["needed"], "additionalProperties": false,
                 "properties": {
                   "a": {"type": "integer"}, "b": {"enum": ["x"]}, "c": {"pattern": "^z"}, "d": {"format": "ipv4"},
                   "e": {"minimum": 4242}, "f": {"maxLength": 2}, "g": {"not": {"type": "string"}},
                   "h": {"oneOf": [{"type": "string"}, {"minLength": 1}]}, "i": {"multipleOf": 17}, "needed": {}}}
                """);
        JsonValue instance = Schemas.value("""
                {"a": "hunter2", "b": "hunter2", "c": "hunter2", "d": "hunter2", "e": 1,
                 "f": "hunter2", "g": "hunter2", "h": "hunter2", "i": 31337, "extra": "hunter2"}
                """);
        assertThat(schema.validate(instance)).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.violations())
                    .allSatisfy(violation -> assertThat(violation.message()).doesNotContain("hunter2", "31337"));
            assertThat(invalid.violations())
                    .contains(
                            new Violation("", "required", "must have the member needed"),
                            new Violation("/a", "type", "must be of type integer"),
                            new Violation("/b", "enum", "must be one of the values that the schema lists"),
                            new Violation("/c", "pattern", "must match the pattern ^z"),
                            new Violation("/d", "format", "must be in the format ipv4"),
                            new Violation("/e", "minimum", "must be at least 4242"),
                            new Violation(
                                    "/extra", "additionalProperties", "is a member that the schema does not allow"),
                            new Violation("/f", "maxLength", "must have at most 2 characters"),
                            new Violation("/g", "not", "must not match the schema under not"),
                            new Violation("/h", "oneOf", "must match exactly one of the schemas under oneOf"),
                            new Violation("/i", "multipleOf", "must be a multiple of 17"));
            assertThat(invalid.violations())
                    .isEqualTo(invalid.violations().stream()
                            .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::keyword))
                            .toList());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_07", "DRAFT_2020_12"})
    void atMostAHundredViolationsAreReported(Dialect dialect) {
        CompiledSchema schema = compile(dialect, "{\"items\": {\"type\": \"string\"}}");
        JsonValue instance = Schemas.value(Collections.nCopies(5_000, 1).toString());
        assertThat(schema.validate(instance))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations()).hasSize(100));
    }

    @Test
    void equalSchemasAreCompiledOnce() {
        Compilation first = COMPILER.compile(Schemas.document("{\"type\": \"string\", \"title\": \"cached\"}"));
        Compilation second = COMPILER.compile(Schemas.document("{\"title\": \"cached\", \"type\": \"string\"}"));
        assertThat(second).isSameAs(first);
    }

    @Test
    void slowValidationIsStoppedAndLeavesItsThread() {
        // One thread: were it not given back, the second validation would find the pool busy.
        ValidationLimits limits = oneThread(Duration.ofMillis(50));
        try (DialectSchemaCompiler compiler = new DialectSchemaCompiler(limits)) {
            CompiledSchema slow = usable(
                    compiler.compile(
                            Schemas.document(
                                    "{\"allOf\": [{\"properties\": {\"a\": {\"$ref\": \"#\"}}}, {\"properties\": {\"a\": {\"$ref\": \"#\"}}}]}")));
            CompiledSchema quick =
                    usable(compiler.compile(Schemas.document("{\"type\": \"integer\", \"format\": \"none\"}")));
            JsonValue deep = Schemas.value("{\"a\":".repeat(100) + "1" + "}".repeat(100));
            assertThat(slow.validate(deep))
                    .isInstanceOfSatisfying(
                            Exceeded.class,
                            exceeded -> assertThat(exceeded.reason()).contains("longer than 50 ms"));
            assertThat(quick.validate(Schemas.value("1"))).isEqualTo(Valid.VALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#/definitions/a\", \"definitions\": {\"a\": {}}}",
                "{\"format\": \"email\"}",
                "{\"uniqueItems\": true}",
                "{\"multipleOf\": 3}",
                "{\"pattern\": \"^(?!a)\"}",
                "{\"patternProperties\": {\"(a)\\\\1\": {}}}",
                "{\"properties\": {\"a\": {\"anyOf\": [true, {\"x-unknown\": 1}]}}}"
            })
    void whatMayCostMoreThanItLooksRunsInThePool(String schema) {
        assertThat(validatedAfterTheEndOfThePool(schema, "1"))
                .isInstanceOfSatisfying(
                        Exceeded.class,
                        exceeded -> assertThat(exceeded.reason()).contains("busy"));
    }

    @Test
    void aPlainSchemaIsEvaluatedWhereItIsAsked() {
        String schema =
                "{\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"^[a-z]+$\"}}, \"additionalProperties\": false}";
        assertThat(validatedAfterTheEndOfThePool(schema, "{\"a\": \"x\"}")).isEqualTo(Valid.VALID);
        assertThat(validatedAfterTheEndOfThePool(schema, "{\"a\": \"1\", \"b\": 1}"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations()).hasSize(2));
        String large = "{\"a\": \"" + "x".repeat(1 << 19) + "\"}";
        assertThat(validatedAfterTheEndOfThePool(schema, large)).isInstanceOf(Exceeded.class);
    }

    @Test
    void aPlainSchemaIsStoppedByTheSameBudget() {
        ValidationLimits limits = oneThread(Duration.ofNanos(1));
        try (DialectSchemaCompiler compiler = new DialectSchemaCompiler(limits)) {
            CompiledSchema schema = usable(compiler.compile(Schemas.document("{\"type\": \"integer\"}")));
            assertThat(schema.validate(Schemas.value("1")))
                    .isInstanceOfSatisfying(
                            Exceeded.class,
                            exceeded -> assertThat(exceeded.reason()).contains("longer than"));
        }
    }

    private static CompiledSchema.Verdict validatedAfterTheEndOfThePool(String schema, String instance) {
        DialectSchemaCompiler compiler = new DialectSchemaCompiler(oneThread(Duration.ofSeconds(30)));
        CompiledSchema compiled = usable(compiler.compile(Schemas.document(schema)));
        compiler.close();
        return compiled.validate(Schemas.value(instance));
    }

    private static ValidationLimits oneThread(Duration validationTimeMax) {
        return new ValidationLimits(
                validationTimeMax,
                Duration.ofSeconds(30),
                Long.MAX_VALUE,
                1_000_000,
                1_000,
                1_000,
                100,
                1,
                4,
                1 << 20,
                100);
    }

    private static CompiledSchema compile(Dialect dialect, String schema) {
        return usable(COMPILER.compile(Schemas.document(dialect, schema)));
    }

    private static CompiledSchema usable(Compilation compilation) {
        return switch (compilation) {
            case Usable usable -> usable.schema();
            case Refused refused -> throw new AssertionError(refused.toString());
        };
    }
}
