package io.cfguardian.document.schema;

import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.schema.Dialect;
import java.util.List;

/** A library that evaluates schemas. Used by many threads, within a budget, and where a schema is not plain on a thread with a large stack. */
sealed interface Engine permits EveritEngine, NetworkntEngine {

    /**
     * Makes a schema ready that has passed all other gates.
     *
     * @throws RefusedSchema when the library does not take it all the same
     */
    Evaluation prepare(JsonValue schema, Dialect dialect, SchemaGraph graph);

    /** A schema in the library's form. */
    interface Evaluation {

        /** All violations, unordered, possibly repeated; none when the instance conforms. */
        List<Violation> evaluate(JsonValue instance);
    }
}
