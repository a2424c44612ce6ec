package io.cfguardian.document.schema;

import io.cfguardian.document.budget.StepBudget;
import org.everit.json.schema.event.CombinedSchemaMatchEvent;
import org.everit.json.schema.event.CombinedSchemaMismatchEvent;
import org.everit.json.schema.event.ConditionalSchemaMatchEvent;
import org.everit.json.schema.event.ConditionalSchemaMismatchEvent;
import org.everit.json.schema.event.SchemaReferencedEvent;
import org.everit.json.schema.event.ValidationListener;

/**
 * Takes a step for every reference that everit follows and every branch that it tries. Without references a schema is a
 * tree no larger than its text, so nothing can be applied often without passing here or through the instance.
 */
final class MeteringListener implements ValidationListener {

    // A branch that does not match leaves an exception behind, with those of its own branches, until all are judged.
    private static final int STEPS_PER_FAILURE = 100;

    private final StepBudget budget;

    MeteringListener(StepBudget budget) {
        this.budget = budget;
    }

    @Override
    public void combinedSchemaMatch(CombinedSchemaMatchEvent event) {
        budget.spend(1);
    }

    @Override
    public void combinedSchemaMismatch(CombinedSchemaMismatchEvent event) {
        budget.spend(STEPS_PER_FAILURE);
    }

    @Override
    public void schemaReferenced(SchemaReferencedEvent event) {
        budget.spend(1);
    }

    @Override
    public void ifSchemaMatch(ConditionalSchemaMatchEvent event) {
        budget.spend(1);
    }

    @Override
    public void ifSchemaMismatch(ConditionalSchemaMismatchEvent event) {
        budget.spend(STEPS_PER_FAILURE);
    }
}
