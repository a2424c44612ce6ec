package io.cfguardian.document.schema;

import io.cfguardian.app.schema.CompiledSchema;
import io.cfguardian.document.schema.EvaluationPool.Finished;
import io.cfguardian.document.schema.EvaluationPool.Stopped;
import io.cfguardian.domain.document.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** A prepared schema. What is known to cost little is evaluated on the calling thread, everything else in the pool. */
final class BoundedSchema implements CompiledSchema {

    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::message);

    private final Engine.Evaluation evaluation;
    private final EvaluationPool pool;
    private final ValidationLimits limits;

    /** Parts of an instance up to which the calling thread evaluates; 0 for a schema that is not plain. */
    private final long partsMax;

    BoundedSchema(Engine.Evaluation evaluation, EvaluationPool pool, ValidationLimits limits, long partsMax) {
        this.evaluation = evaluation;
        this.pool = pool;
        this.limits = limits;
        this.partsMax = partsMax;
    }

    @Override
    public Verdict validate(JsonValue instance) {
        boolean isCheap = partsMax > 0 && PlainSchema.parts(instance, partsMax) <= partsMax;
        Callable<List<Violation>> evaluating = () -> evaluation.evaluate(instance);
        return switch (isCheap
                ? pool.runHere(limits.validationTimeMax(), evaluating)
                : pool.run(limits.validationTimeMax(), evaluating)) {
            case Finished<List<Violation>> finished -> verdict(finished.value());
            case Stopped<List<Violation>> stopped -> new Exceeded("validating was stopped: " + stopped.reason());
        };
    }

    private Verdict verdict(List<Violation> violations) {
        if (violations.isEmpty()) {
            return Valid.VALID;
        }
        return new Invalid(violations.stream()
                .distinct()
                .sorted(ORDER)
                .limit(limits.violationsMax())
                .toList());
    }
}
