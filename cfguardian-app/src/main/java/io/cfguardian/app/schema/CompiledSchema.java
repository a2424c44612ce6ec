package io.cfguardian.app.schema;

import io.cfguardian.domain.document.JsonValue;
import java.util.List;

/** A schema that is ready to validate with. Used by many threads. */
public interface CompiledSchema {

    /** Validates {@code instance} within a bound of time and steps. */
    Verdict validate(JsonValue instance);

    /** What validating found. */
    sealed interface Verdict {}

    /** The instance conforms. */
    enum Valid implements Verdict {
        VALID
    }

    /** The instance does not conform; at least one violation, at most 100, in a stable order. */
    record Invalid(List<Violation> violations) implements Verdict {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /** The bound was reached before there was a verdict. */
    record Exceeded(String reason) implements Verdict {}

    /**
     * One breach of a schema.
     *
     * @param pointer the place in the instance as a JSON Pointer
     * @param keyword the schema's keyword
     * @param message what was expected; shows no value of the instance
     */
    record Violation(String pointer, String keyword, String message) {}
}
