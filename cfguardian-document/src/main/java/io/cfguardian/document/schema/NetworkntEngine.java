package io.cfguardian.document.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.document.budget.StepBudget;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.schema.Dialect;
import java.util.ArrayList;
import java.util.List;

/** networknt's json-schema-validator, for 2019-09 and 2020-12. */
final class NetworkntEngine implements Engine {

    /** Tells networknt where it is at each keyword, which is where it can be made to stop. */
    private static final class MeteredContext extends ExecutionContext {

        private final StepBudget budget = StepBudget.current();

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
        try {
            Schema prepared = NetworkntRegistry.forSchema(dialect)
                    .getSchema(
                            SchemaLocation.of(SchemaResources.ROOT_BASE),
                            JsonTrees.jackson(RewrittenSchema.forNetworknt(schema, graph)));
            prepared.initializeValidators();
            return instance -> evaluate(prepared, instance, true);
        } catch (SchemaException e) {
            throw new RefusedSchema("the engine does not take the schema", "");
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
