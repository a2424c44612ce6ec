package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Invalid;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.SchemaCompiler.Compilation;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.testkit.data.SchemaSuite;
import io.cfguardian.testkit.data.SchemaSuite.SuiteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the official suite, prints the score of each draft, and fails for a required test that is not a listed exception. */
class ConformanceSuiteIT {

    private static final DialectSchemaCompiler COMPILER = new DialectSchemaCompiler(Schemas.PATIENT);

    /** A line of the list of exceptions. */
    private record Expectation(String draft, String file, String group, String outcome) {
        boolean covers(SuiteTest test) {
            return draft.equals(test.draft)
                    && file.equals(test.file.name())
                    && (group.equals("*") || test.group.startsWith(group));
        }
    }

    private record SuiteTest(String draft, SuiteFile file, String group, String name, boolean isValid) {}

    private static final class Score {
        private int requiredPassed;
        private int required;
        private int optionalPassed;
        private int optional;
        private final List<String> failures = new ArrayList<>();
        private final List<Expectation> used = new ArrayList<>();
    }

    @AfterAll
    static void closeCompiler() {
        COMPILER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "draft4, DRAFT_04",
        "draft6, DRAFT_06",
        "draft7, DRAFT_07",
        "draft2019-09, DRAFT_2019_09",
        "draft2020-12, DRAFT_2020_12"
    })
    void requiredTestsPassButForListedExceptions(String draft, Dialect dialect) throws IOException {
        List<Expectation> exceptions = exceptions(draft);
        Score score = new Score();
        for (SuiteFile file : SchemaSuite.files(draft)) {
            for (JsonValue group : ((JsonArray) Schemas.value(MediaType.JSON, file.text())).elements()) {
                run(draft, dialect, file, group, exceptions, score);
            }
        }
        System.out.printf(
                "JSON-Schema-Test-Suite %s: required %d of %d, optional %d of %d%n",
                draft, score.requiredPassed, score.required, score.optionalPassed, score.optional);
        assertThat(score.failures).isEmpty();
        assertThat(score.required).isGreaterThan(500);
        assertThat(exceptions).as("exceptions that no test needs").allMatch(score.used::contains);
    }

    private static void run(
            String draft, Dialect dialect, SuiteFile file, JsonValue group, List<Expectation> exceptions, Score score) {
        Compilation compilation = COMPILER.compile(Schemas.document(schema(dialect, Schemas.member(group, "schema"))));
        for (JsonValue element : ((JsonArray) Schemas.member(group, "tests")).elements()) {
            boolean isValid = ((JsonBoolean) Schemas.member(element, "valid")).value();
            SuiteTest test = new SuiteTest(
                    draft,
                    file,
                    text(Schemas.member(group, "description")),
                    text(Schemas.member(element, "description")),
                    isValid);
            String outcome = outcome(compilation, Schemas.member(element, "data"), isValid);
            count(test, outcome, exceptions, score);
        }
    }

    private static void count(SuiteTest test, String outcome, List<Expectation> exceptions, Score score) {
        boolean isPassed = outcome.equals("passed");
        if (test.file.isOptional()) {
            score.optional++;
            score.optionalPassed += isPassed ? 1 : 0;
            return;
        }
        score.required++;
        score.requiredPassed += isPassed ? 1 : 0;
        if (!isPassed) {
            List<Expectation> covering = exceptions.stream()
                    .filter(exception -> exception.covers(test) && outcome.startsWith(exception.outcome))
                    .toList();
            score.used.addAll(covering);
            if (covering.isEmpty()) {
                score.failures.add(test.file.name() + " | " + test.group + " | " + test.name + ": " + outcome);
            }
        }
    }

    private static String outcome(Compilation compilation, JsonValue data, boolean isValid) {
        return switch (compilation) {
            case Refused refused -> "refused: " + refused;
            case Usable usable ->
                switch (usable.schema().validate(data)) {
                    case Valid ignored -> isValid ? "passed" : "other";
                    case Invalid ignored -> isValid ? "other" : "passed";
                    case Exceeded exceeded -> exceeded.reason();
                };
        };
    }

    /** The schema with its dialect; true and false, which can name none, inside an {@code allOf}. */
    private static JsonValue schema(Dialect dialect, JsonValue schema) {
        if (schema instanceof JsonObject object) {
            return object.members().containsKey("$schema") ? object : Schemas.in(dialect, object);
        }
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("allOf", new JsonArray(List.of(schema)));
        return Schemas.in(dialect, new JsonObject(members));
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).value();
    }

    private static List<Expectation> exceptions(String draft) throws IOException {
        try (InputStream list = ConformanceSuiteIT.class.getResourceAsStream("conformance-exceptions.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(draft + " "))
                    .map(line -> line.split(" \\| "))
                    .map(fields -> new Expectation(fields[0], fields[1], fields[2], fields[3]))
                    .toList();
        }
    }
}
