package io.cfguardian.document.schema;

import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.document.budget.StepBudget;
import io.cfguardian.document.pattern.EcmaPattern;
import io.cfguardian.document.pattern.UnusablePattern;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.schema.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.everit.json.schema.FormatValidator;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.Validator;
import org.everit.json.schema.loader.SchemaLoader;
import org.everit.json.schema.regexp.JavaUtilRegexpFactory;
import org.everit.json.schema.regexp.Regexp;
import org.everit.json.schema.regexp.RegexpMatchingFailure;

/** everit-json-schema, for drafts 4, 6 and 7. */
final class EveritEngine implements Engine {

    // Each failure is an exception of some hundred bytes, and all are kept to the end.
    private static final int NODES_FOR_ALL_VIOLATIONS_MAX = 20_000;

    // Only everit can make one, and there is nothing in it.
    private static final Optional<RegexpMatchingFailure> FAILURE =
            new JavaUtilRegexpFactory().createHandler("a").patternMatchingFailure("b");

    @Override
    public Evaluation prepare(JsonValue schema, Dialect dialect, SchemaGraph graph) {
        return prepare(schema, dialect, graph, Formats.all());
    }

    static Evaluation prepare(
            JsonValue schema, Dialect dialect, SchemaGraph graph, Map<String, Predicate<String>> formats) {
        Schema prepared;
        try {
            SchemaLoader.SchemaLoaderBuilder builder = SchemaLoader.builder()
                    .schemaClient(EveritEngine::bundledOnly)
                    .regexpFactory(EveritEngine::pattern)
                    .resolutionScope(SchemaResources.ROOT_BASE)
                    .enableOverrideOfBuiltInFormatValidators();
            formats.forEach((name, check) -> builder.addFormatValidator(new EveritFormat(name, check)));
            switch (dialect) {
                case DRAFT_04 -> {
                    // The builder begins with draft 4.
                }
                case DRAFT_06 -> builder.draftV6Support();
                case DRAFT_07 -> builder.draftV7Support();
                case DRAFT_2019_09, DRAFT_2020_12 -> throw new IllegalStateException("everit does not know " + dialect);
            }
            prepared = builder.schemaJson(
                            JsonTrees.metered(withoutDialect(RewrittenSchema.forEverit(schema, graph, dialect))))
                    .build()
                    .load()
                    .build();
        } catch (RefusedSchema e) {
            throw e;
        } catch (RuntimeException e) {
            // Everit says that it does not take a schema in many ways, class cast exceptions among them.
            throw new RefusedSchema("the engine does not take the schema", "");
        }
        return instance -> evaluate(prepared, instance);
    }

    /** Looks for the first failure, which is cheap, and for all of them only when they cannot be very many. */
    private static List<Violation> evaluate(Schema schema, JsonValue instance) {
        StepBudget budget = StepBudget.current();
        List<Violation> violations = new ArrayList<>();
        Object tree = JsonTrees.metered(instance);
        try {
            validator(budget).failEarly().build().performValidation(schema, tree);
        } catch (ValidationException first) {
            try {
                if (JsonTrees.nodes(instance) <= NODES_FOR_ALL_VIOLATIONS_MAX) {
                    validator(budget).build().performValidation(schema, tree);
                }
                EveritViolations.collect(first, budget, violations);
            } catch (ValidationException all) {
                EveritViolations.collect(all, budget, violations);
            }
        }
        return violations;
    }

    private static Validator.ValidatorBuilder validator(StepBudget budget) {
        return Validator.builder().withListener(new MeteringListener(budget));
    }

    /** Everit reads the dialect from {@code $schema} with its own ideas of spelling; it has been told already. */
    private static JsonValue withoutDialect(JsonValue schema) {
        if (schema instanceof JsonObject object) {
            LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>(object.members());
            members.remove("$schema");
            return new JsonObject(members);
        }
        return schema instanceof JsonBoolean ? schema : new JsonObject(new LinkedHashMap<>());
    }

    private static InputStream bundledOnly(String uri) {
        return MetaSchemas.open(uri).orElseThrow(() -> new UncheckedIOException(new IOException("nothing is fetched")));
    }

    private static Regexp pattern(String source) {
        try {
            return new EveritPattern(EcmaPattern.compile(source));
        } catch (UnusablePattern e) {
            throw new IllegalStateException("a pattern that cannot be used got past the graph: " + e.reason(), e);
        }
    }

    /** One of our patterns as everit asks for it. */
    private record EveritPattern(EcmaPattern pattern) implements Regexp {
        @Override
        public Optional<RegexpMatchingFailure> patternMatchingFailure(String input) {
            return pattern.isFoundIn(input) ? Optional.empty() : FAILURE;
        }

        @Override
        public String toString() {
            return pattern.source();
        }
    }

    /** One of our formats as everit asks for it. */
    private record EveritFormat(String formatName, Predicate<String> check) implements FormatValidator {
        @Override
        public Optional<String> validate(String subject) {
            return check.test(subject) ? Optional.empty() : Optional.of("");
        }
    }
}
