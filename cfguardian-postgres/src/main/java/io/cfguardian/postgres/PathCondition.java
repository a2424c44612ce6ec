package io.cfguardian.postgres;

import io.cfguardian.app.search.Condition;
import io.cfguardian.app.search.Condition.And;
import io.cfguardian.app.search.Condition.Comparison;
import io.cfguardian.app.search.Condition.Operator;
import io.cfguardian.app.search.JsonPath;
import io.cfguardian.app.search.Operand;
import io.cfguardian.app.search.Operand.Literal;
import io.cfguardian.app.search.Operand.Selected;
import io.cfguardian.app.search.Query;
import io.cfguardian.app.search.Query.Origin;
import io.cfguardian.app.search.Segment;
import io.cfguardian.app.search.Selector;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a document, at least, for a JSONPath to match it, as predicates of SQL/JSON for which {@code jsonb_path_ops} has an
 * index: that a place named from the root has a value. Without state.
 */
final class PathCondition {

    private PathCondition() {}

    /** Predicates of which each is true of a document that matches; none when nothing can be said. */
    static List<String> necessary(JsonPath path) {
        List<String> paths = new ArrayList<>();
        for (Segment segment : path.segments()) {
            if (segment.selectors().size() == 1
                    && segment.selectors().getFirst() instanceof Selector.Filter(Condition condition)) {
                add(paths, condition);
            }
        }
        return paths;
    }

    private static void add(List<String> paths, Condition condition) {
        if (condition instanceof And(List<Condition> all)) {
            all.forEach(one -> add(paths, one));
        } else if (condition instanceof Comparison(Operand left, Operator operator, Operand right)
                && operator == Operator.EQUAL) {
            equal(left, right).or(() -> equal(right, left)).ifPresent(paths::add);
        }
    }

    private static Optional<String> equal(Operand place, Operand value) {
        return place instanceof Selected(Query query)
                        && query.origin() == Origin.ROOT
                        && value instanceof Literal(JsonValue literal)
                ? place(query).map(accessors -> "$" + accessors + " == " + text(literal))
                : Optional.empty();
    }

    /** Names alone: how many elements an array has is not known to the index. */
    private static Optional<String> place(Query query) {
        StringBuilder accessors = new StringBuilder();
        for (Segment segment : query.segments()) {
            if (!(segment.selectors().getFirst() instanceof Selector.Name(String name))) {
                return Optional.empty();
            }
            accessors.append('.').append(text(new JsonString(name)));
        }
        return Optional.of(accessors.toString());
    }

    /** A literal of SQL/JSON is one of JSON. */
    private static String text(JsonValue scalar) {
        return Rows.held(CanonicalJson.bytes(scalar).utf8());
    }
}
