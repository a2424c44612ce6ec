package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Invalid;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.CompiledSchema.Verdict;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.domain.schema.Dialect;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas and documents made to do harm. Time is a minute here, so that what ends an evaluation is the count of its steps,
 * which is the same on every machine.
 */
class HostileSchemaIT {

    private static final ValidationLimits LIMITS = new ValidationLimits(
            Duration.ofMinutes(1), Duration.ofMinutes(1), 2_000_000, 200_000, 5_000, 2_000, 300, 2, 64, 1 << 20, 100);
    private static final DialectSchemaCompiler COMPILER = new DialectSchemaCompiler(LIMITS);

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    static Stream<Arguments> refused() {
        String endless = "applies itself to the same value without end";
        String elsewhere = "leads outside this schema";
        return Stream.of(
                Arguments.of("{'$ref': '#'}", endless, "/$ref"),
                Arguments.of(
                        "{'$ref': '#/definitions/a', 'definitions': {'a': {'$ref': '#/definitions/b'},"
                                + " 'b': {'allOf': [{'$ref': '#/definitions/a'}]}}}",
                        endless,
                        "/definitions/b/allOf/0/$ref"),
                Arguments.of("{'anyOf': [{'type': 'string'}, {'not': {'$ref': '#'}}]}", endless, "/anyOf/1/not/$ref"),
                Arguments.of("{'if': {'oneOf': [{'$ref': '#'}]}}", endless, "/if/oneOf/0/$ref"),
                Arguments.of("{'properties': {'a': {'$ref': '#/properties/a'}}}", endless, "/properties/a/$ref"),
                Arguments.of("{'$ref': 'http://localhost:1/x'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': 'https://example.com/x.json#/a'}", elsewhere, "/$ref"),
                Arguments.of("{'items': {'$ref': 'file:///etc/passwd'}}", elsewhere, "/items/$ref"),
                Arguments.of("{'$ref': 'classpath:draft-07/schema'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': 'jar:file:/x.jar!/y'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': 'ftp://h/x'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': 'other.json'}", elsewhere, "/$ref"),
                Arguments.of("{'$id': 'http://h/a', '$ref': 'b'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': 'http://json-schema.org/draft-07/schema/../x'}", elsewhere, "/$ref"),
                Arguments.of("{'$ref': '#/definitions/none'}", "not in the schema", "/$ref"),
                Arguments.of("{'$ref': '#none'}", "not in the schema", "/$ref"),
                Arguments.of("{'$ref': '#/%zz'}", "not a URI", "/$ref"),
                Arguments.of("{'pattern': '(a'}", "not a regular expression", "/pattern"),
                Arguments.of(
                        "{'patternProperties': {'a/[': {}}}", "not a regular expression", "/patternProperties/a~1["),
                Arguments.of("{'type': 'strin'}", "not a schema of", "/type"),
                Arguments.of(doubling(30, "{'allOf': [%s, %s]}"), "too costly", "/definitions/d9/allOf/1"),
                Arguments.of("{'allOf': [" + list(2_001, i -> "{}") + "]}", "too costly", "/allOf/1999"),
                Arguments.of(
                        "{'$ref': '#/definitions/d0', 'definitions': {"
                                + list(400, i -> "'d%d': {'$ref': '#/definitions/d%d'}".formatted(i, i + 1))
                                + ", 'd400': {}}}",
                        "more than 300 schemas apply each other",
                        null),
                Arguments.of(
                        "{'properties': {" + list(5_001, i -> "'p" + i + "': {}") + "}}",
                        "more than 5000 schemas",
                        null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWhenItIsPut(String schema, String reason, @Nullable String pointer) {
        for (Dialect dialect : new Dialect[] {Dialect.DRAFT_07, Dialect.DRAFT_2020_12}) {
            assertThat(COMPILER.compile(Schemas.document(dialect, json(schema))))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.reason()).contains(reason);
                        if (pointer != null) {
                            assertThat(refused.pointer()).isEqualTo(pointer);
                        }
                    });
        }
    }

    @Test
    void dynamicReferencesThatLoopAreRefused() {
        assertThat(COMPILER.compile(Schemas.document(Dialect.DRAFT_2019_09, json("{'$recursiveRef': '#'}"))))
                .isInstanceOf(Refused.class);
        assertThat(COMPILER.compile(
                        Schemas.document(Dialect.DRAFT_2020_12, json("{'$dynamicAnchor': 'n', '$dynamicRef': '#n'}"))))
                .isInstanceOf(Refused.class);
        assertThat(COMPILER.compile(Schemas.document(
                        Dialect.DRAFT_2019_09,
                        json(
                                "{'$recursiveAnchor': true, '$ref': 'x', '$defs': {'x': {'$id': 'x', '$recursiveAnchor': true,"
                                        + " 'anyOf': [{'$recursiveRef': '#'}]}}}"))))
                .isInstanceOf(Refused.class);
    }

    static Stream<Arguments> exceeding() {
        String nested = "{'a':".repeat(60) + "1" + "}".repeat(60);
        return Stream.of(
                Arguments.of(doubling(30, "{'allOf': [{'properties': {'a': %s}}, {'properties': {'a': %s}}]}"), nested),
                Arguments.of(
                        "{'allOf': [{'properties': {'a': {'$ref': '#'}}}, {'properties': {'a': {'$ref': '#'}}}]}",
                        nested),
                Arguments.of("{'pattern': '(?=(a+))a*\\\\1b'}", "'" + "a".repeat(20_000) + "'"),
                Arguments.of(
                        "{'items': {'allOf': [" + list(1_000, i -> "{'type': 'integer'}") + "]}}",
                        "[" + list(3_000, i -> "1") + "]"),
                Arguments.of(
                        "{'patternProperties': {" + list(1_000, i -> "'^x" + i + ".*y': {}") + "}}",
                        "{" + list(5_000, i -> "'p" + i + "': 1") + "}"));
    }

    @ParameterizedTest
    @MethodSource("exceeding")
    void isStoppedByItsSteps(String schema, String instance) {
        for (Dialect dialect : new Dialect[] {Dialect.DRAFT_07, Dialect.DRAFT_2020_12}) {
            assertThat(validate(dialect, schema, instance))
                    .isInstanceOfSatisfying(
                            Exceeded.class,
                            exceeded -> assertThat(exceeded.reason()).contains("steps"));
        }
    }

    static Stream<Arguments> judged() {
        return Stream.of(
                Arguments.of("{'pattern': '^(.*?,){12}P'}", "'" + "1,2,3,".repeat(5_000) + "'", false),
                Arguments.of("{'pattern': '\\\\s+$'}", "'" + " ".repeat(50_000) + "x'", false),
                Arguments.of("{'items': {'multipleOf': 1e-300}}", "[" + list(1_000, i -> "1e308") + "]", true),
                Arguments.of("{'multipleOf': 0.01}", "4.35", true),
                Arguments.of("{'multipleOf': 2}", "9007199254740993", false),
                Arguments.of("{'type': 'integer', 'minimum': 0}", "1e300", true),
                Arguments.of("{'type': 'integer', 'minimum': 0}", "123456789012345678901234567890.5", false),
                Arguments.of("{'minLength': 2147483648}", "'x'", false),
                Arguments.of("{'maxItems': 99999999999999999999}", "[1]", true),
                Arguments.of("{'uniqueItems': true}", "[" + list(1_000, i -> "" + i) + ", 5]", false),
                Arguments.of("{'enum': [" + list(1_000, i -> "" + i) + "]}", "5001", false),
                Arguments.of(
                        "{'type': 'array', 'items': {'anyOf': [{'$ref': '#'}, {'type': 'integer'}]}}",
                        "[".repeat(128) + "]".repeat(128),
                        true),
                Arguments.of(
                        "{'$ref': '#/definitions/c0', 'definitions': {"
                                + list(
                                        100,
                                        i -> "'c%d': {'allOf': [{'$ref': '#/definitions/c%d'}]}".formatted(i, i + 1))
                                + ", 'c100': {'items': {'$ref': '#'}}}}",
                        "[".repeat(128) + "]".repeat(128),
                        true));
    }

    @ParameterizedTest
    @MethodSource("judged")
    void isJudgedAllTheSame(String schema, String instance, boolean isValid) {
        for (Dialect dialect : new Dialect[] {Dialect.DRAFT_07, Dialect.DRAFT_2020_12}) {
            assertThat(validate(dialect, schema, instance)).isInstanceOf(isValid ? Valid.class : Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT_07", "DRAFT_2020_12"})
    void manyUniqueItemsEndWithAVerdictOrTheBound(Dialect dialect) {
        assertThat(validate(dialect, "{'uniqueItems': true}", "[" + list(3_000, i -> "{'a': " + i + "}") + "]"))
                .isInstanceOf(dialect == Dialect.DRAFT_07 ? Exceeded.class : Valid.class);
    }

    private static Verdict validate(Dialect dialect, String schema, String instance) {
        return switch (COMPILER.compile(Schemas.document(dialect, json(schema)))) {
            case Usable usable -> usable.schema().validate(Schemas.value(json(instance)));
            case Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    /** {@code levels} definitions, each of which applies the one before it twice, by {@code form}. */
    private static String doubling(int levels, String form) {
        return "{'$ref': '#/definitions/d" + levels + "', 'definitions': {'d0': {'type': 'integer'}, "
                + list(levels, i -> "'d" + (i + 1) + "': " + form.replace("%s", "{'$ref': '#/definitions/d" + i + "'}"))
                + "}}";
    }

    private static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(", "));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
