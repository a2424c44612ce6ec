package io.cfguardian.document.schema;

import io.cfguardian.app.schema.CompiledSchema;
import io.cfguardian.document.schema.EvaluationPool.Finished;
import io.cfguardian.document.schema.EvaluationPool.Stopped;
import io.cfguardian.domain.document.JsonValue;
import java.util.Comparator;
import java.util.List;

/** A prepared schema whose evaluations run in the pool. */
final class PooledSchema implements CompiledSchema {

    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::message);

    private final Engine.Evaluation evaluation;
    private final EvaluationPool pool;
    private final ValidationLimits limits;

    PooledSchema(Engine.Evaluation evaluation, EvaluationPool pool, ValidationLimits limits) {
        this.evaluation = evaluation;
        this.pool = pool;
        this.limits = limits;
    }

    @Override
    public Verdict validate(JsonValue instance) {
        return switch (pool.run(limits.validationTimeMax(), () -> evaluation.evaluate(instance))) {
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
