package io.cfguardian.document.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.document.budget.StepBudget;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.schema.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** networknt's json-schema-validator, for 2019-09 and 2020-12. */
final class NetworkntEngine implements Engine {

    private static final Pattern NUMBER_WITH_ZEROS = Pattern.compile("[-+]?0[0-9]+|[-+][0-9]+");

    /** Tells networknt where it is at each keyword, which is where it can be made to stop. */
    private static final class MeteredContext extends ExecutionContext {

        // What has failed a thousand times has failed: more would only fill memory.
        private static final int ERRORS_MAX = 1_000;

        private final StepBudget budget = StepBudget.current();

        @Override
        public void addError(Error error) {
            if (getErrors().size() < ERRORS_MAX) {
                super.addError(error);
            }
        }

        @Override
        public void evaluationPathAddLast(String token) {
            budget.spend(1);
            super.evaluationPathAddLast(token);
        }

        @Override
        public void evaluationPathAddLast(int token) {
            budget.spend(1);
            super.evaluationPathAddLast(token);
        }
    }

    @Override
    public Evaluation prepare(JsonValue schema, Dialect dialect, SchemaGraph graph) {
        refuseIdentifiersUnderPatterns(graph);
        refuseNumbersWithZeros(graph);
        try {
            Schema prepared = NetworkntRegistry.forSchema(dialect)
                    .getSchema(
                            SchemaLocation.of(SchemaResources.ROOT_BASE),
                            JsonTrees.jackson(RewrittenSchema.forNetworknt(schema, graph)));
            prepared.initializeValidators();
            return instance -> evaluate(prepared, instance, true);
        } catch (RefusedSchema e) {
            throw e;
        } catch (RuntimeException e) {
            // networknt's own exceptions, and what its assumptions about a keyword's value lead to.
            throw new RefusedSchema("the engine does not take the schema", "");
        }
    }

    /** networknt reads the token 007 of a pointer as the number 7, and might find another schema there. */
    private static void refuseNumbersWithZeros(SchemaGraph graph) {
        graph.targets().forEach((via, target) -> {
            if (Pointers.tokens(target.pointer()).stream().anyMatch(NUMBER_WITH_ZEROS.asMatchPredicate())) {
                throw new RefusedSchema(
                        "a reference through a name like 007 is not supported from 2019-09 on; give it a letter", via);
            }
        });
    }

    /** networknt looks for the pattern in the schema's location, which an identifier of its own replaces. */
    private static void refuseIdentifiersUnderPatterns(SchemaGraph graph) {
        for (SchemaGraph.Node node : graph.nodes()) {
            List<String> tokens = Pointers.tokens(node.pointer());
            boolean isUnderPattern =
                    tokens.size() > 1 && tokens.get(tokens.size() - 2).equals("patternProperties");
            if (isUnderPattern
                    && graph.schemaAt(node.pointer())
                            .filter(schema -> schema.members().get("$id") instanceof JsonString)
                            .isPresent()) {
                throw new RefusedSchema(
                        "an $id directly under patternProperties is not supported; put the schema under $defs",
                        Pointers.child(node.pointer(), "$id"));
            }
        }
    }

    static List<Violation> evaluate(Schema schema, JsonValue instance, boolean areFormatsAsserted) {
        ExecutionContext context = new MeteredContext();
        context.executionConfig(config -> config.formatAssertionsEnabled(areFormatsAsserted));
        schema.validate(context, JsonTrees.jackson(instance));
        List<Violation> violations = new ArrayList<>();
        for (Error error : context.getErrors()) {
            violations.add(violation(error));
        }
        return violations;
    }

    private static Violation violation(Error error) {
        String keyword = error.getKeyword() == null ? "false" : error.getKeyword();
        String pointer = error.getInstanceLocation().toString();
        String limit = error.getSchemaNode() == null ? "" : ViolationWording.limit(error.getSchemaNode());
        String property = error.getProperty();
        if (property == null) {
            return new Violation(pointer, keyword, ViolationWording.of(keyword, limit));
        }
        return switch (keyword) {
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(Pointers.child(pointer, property), keyword, ViolationWording.of(keyword, limit));
            default -> new Violation(pointer, keyword, ViolationWording.of(keyword, property));
        };
    }
}
