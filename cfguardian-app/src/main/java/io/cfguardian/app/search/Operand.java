package io.cfguardian.app.search;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;

/** One side of a {@link Condition.Comparison}. */
public sealed interface Operand {

    /** A number, a string, {@code true}, {@code false} or {@code null}. */
    record Literal(JsonValue value) implements Operand {
        public Literal {
            if (value instanceof JsonArray || value instanceof JsonObject) {
                throw new IllegalArgumentException("a literal is no array or object, got " + value);
            }
        }
    }

    /** The value of the node that the query selects; nothing when it selects none. */
    record Selected(Query query) implements Operand {
        public Selected {
            if (!query.isSingular()) {
                throw new IllegalArgumentException("a query that may select several nodes is not compared");
            }
        }
    }
}
