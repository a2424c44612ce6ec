package io.cfguardian.app.search;

import io.cfguardian.app.search.Condition.And;
import io.cfguardian.app.search.Condition.Comparison;
import io.cfguardian.app.search.Condition.Exists;
import io.cfguardian.app.search.Condition.Not;
import io.cfguardian.app.search.Condition.Operator;
import io.cfguardian.app.search.Condition.Or;
import io.cfguardian.app.search.Operand.Literal;
import io.cfguardian.app.search.Operand.Selected;
import io.cfguardian.app.search.Selector.Filter;
import io.cfguardian.app.search.Selector.Index;
import io.cfguardian.app.search.Selector.Name;
import io.cfguardian.app.search.Selector.Slice;
import io.cfguardian.app.search.Selector.Wildcard;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks one document about queries. It goes into depth first and stops at the first node that is selected. The Java stack
 * grows with the segments and levels of the query; with the depth of the document only inside a comparison of values.
 * Confined to one thread.
 */
final class Evaluation {

    private final JsonValue root;
    private final Steps steps;
    private final Comparing comparing;

    Evaluation(JsonValue root, Steps steps) {
        this.root = root;
        this.steps = steps;
        this.comparing = new Comparing(steps);
    }

    /** Whether {@code query} selects a node, asked where {@code @} is {@code current}. */
    boolean selectsAny(Query query, JsonValue current) throws StepsUsedUp {
        return leadsOn(query.segments(), 0, origin(query, current));
    }

    private JsonValue origin(Query query, JsonValue current) {
        return switch (query.origin()) {
            case ROOT -> root;
            case CURRENT -> current;
        };
    }

    /** Whether the segments from {@code next} on select a node from {@code node}. */
    private boolean leadsOn(List<Segment> segments, int next, JsonValue node) throws StepsUsedUp {
        steps.take();
        if (next == segments.size()) {
            return true;
        }
        return switch (segments.get(next)) {
            case Segment.Child child -> selects(child.selectors(), segments, next + 1, node);
            case Segment.Descendant descendant -> descends(descendant.selectors(), segments, next + 1, node);
        };
    }

    private boolean descends(List<Selector> selectors, List<Segment> segments, int next, JsonValue node)
            throws StepsUsedUp {
        Deque<Iterator<JsonValue>> open = new ArrayDeque<>();
        open.push(List.of(node).iterator());
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                open.pop();
                continue;
            }
            JsonValue visited = open.element().next();
            if (selects(selectors, segments, next, visited)) {
                return true;
            }
            open.push(children(visited).iterator());
        }
        return false;
    }

    private boolean selects(List<Selector> selectors, List<Segment> segments, int next, JsonValue node)
            throws StepsUsedUp {
        for (Selector selector : selectors) {
            steps.take();
            boolean leads = switch (selector) {
                case Name(String name) -> {
                    JsonValue child = member(node, name);
                    yield child != null && leadsOn(segments, next, child);
                }
                case Index(long index) -> {
                    JsonValue child = element(node, index);
                    yield child != null && leadsOn(segments, next, child);
                }
                case Wildcard.WILDCARD -> allLead(node, segments, next);
                case Slice slice -> sliceLeads(slice, node, segments, next);
                case Filter(Condition condition) -> filteredLead(condition, node, segments, next);
            };
            if (leads) {
                return true;
            }
        }
        return false;
    }

    private boolean allLead(JsonValue node, List<Segment> segments, int next) throws StepsUsedUp {
        for (JsonValue child : children(node)) {
            if (leadsOn(segments, next, child)) {
                return true;
            }
        }
        return false;
    }

    private boolean filteredLead(Condition condition, JsonValue node, List<Segment> segments, int next)
            throws StepsUsedUp {
        for (JsonValue child : children(node)) {
            if (holds(condition, child) && leadsOn(segments, next, child)) {
                return true;
            }
        }
        return false;
    }

    private boolean sliceLeads(Slice slice, JsonValue node, List<Segment> segments, int next) throws StepsUsedUp {
        if (!(node instanceof JsonArray(List<JsonValue> elements)) || slice.step() == 0) {
            return false;
        }
        // RFC 9535, 2.3.4.2.2. Nothing overflows: no number is beyond 2^53.
        int length = elements.size();
        long step = slice.step();
        if (step > 0) {
            long end = clamp(slice.end() == null ? length : fromStart(slice.end(), length), 0, length);
            long at = clamp(slice.start() == null ? 0 : fromStart(slice.start(), length), 0, length);
            for (; at < end; at += step) {
                if (leadsOn(segments, next, elements.get((int) at))) {
                    return true;
                }
            }
        } else {
            long end = clamp(slice.end() == null ? -1 : fromStart(slice.end(), length), -1, length - 1L);
            long at = clamp(slice.start() == null ? length - 1L : fromStart(slice.start(), length), -1, length - 1L);
            for (; at > end; at += step) {
                if (leadsOn(segments, next, elements.get((int) at))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long clamp(long value, long min, long max) {
        return Math.max(min, Math.min(max, value));
    }

    private static long fromStart(long index, int length) {
        return index < 0 ? length + index : index;
    }

    private static @Nullable JsonValue member(JsonValue node, String name) {
        return node instanceof JsonObject object ? object.members().get(name) : null;
    }

    private static @Nullable JsonValue element(JsonValue node, long index) {
        if (!(node instanceof JsonArray(List<JsonValue> elements))) {
            return null;
        }
        long at = fromStart(index, elements.size());
        return at >= 0 && at < elements.size() ? elements.get((int) at) : null;
    }

    private static Collection<JsonValue> children(JsonValue node) {
        return switch (node) {
            case JsonArray array -> array.elements();
            case JsonObject object -> object.members().values();
            case JsonValue.JsonNull ignored -> List.of();
            case JsonValue.JsonBoolean ignored -> List.of();
            case JsonValue.JsonNumber ignored -> List.of();
            case JsonValue.JsonString ignored -> List.of();
        };
    }

    private boolean holds(Condition condition, JsonValue current) throws StepsUsedUp {
        steps.take();
        return switch (condition) {
            case Or(List<Condition> conditions) -> holdsAny(conditions, current);
            case And(List<Condition> conditions) -> holdsAll(conditions, current);
            case Not(Condition negated) -> !holds(negated, current);
            case Exists(Query query) -> selectsAny(query, current);
            case Comparison(Operand left, Operator operator, Operand right) ->
                comparing.holds(value(left, current), operator, value(right, current));
        };
    }

    private boolean holdsAny(List<Condition> conditions, JsonValue current) throws StepsUsedUp {
        for (Condition condition : conditions) {
            if (holds(condition, current)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsAll(List<Condition> conditions, JsonValue current) throws StepsUsedUp {
        for (Condition condition : conditions) {
            if (!holds(condition, current)) {
                return false;
            }
        }
        return true;
    }

    /** The value of an operand; null when there is none. */
    private @Nullable JsonValue value(Operand operand, JsonValue current) throws StepsUsedUp {
        return switch (operand) {
            case Literal(JsonValue literal) -> literal;
            case Selected(Query query) -> selected(query, current);
        };
    }

    private @Nullable JsonValue selected(Query query, JsonValue current) throws StepsUsedUp {
        JsonValue node = origin(query, current);
        for (Segment segment : query.segments()) {
            steps.take();
            node = switch (segment.selectors().getFirst()) {
                case Name(String name) -> member(node, name);
                case Index(long index) -> element(node, index);
                case Selector other -> throw new IllegalStateException("not of a singular query: " + other);
            };
            if (node == null) {
                return null;
            }
        }
        return node;
    }
}
