package io.cfguardian.app.search;

import io.cfguardian.app.search.Condition.Operator;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares values as RFC 9535, 2.3.5.2.2 does, each look paid for with steps. Null stands for the value of a query that
 * selects nothing. Recurses no deeper than values are.
 */
final class Comparing {

    private final Steps steps;

    Comparing(Steps steps) {
        this.steps = steps;
    }

    boolean holds(@Nullable JsonValue left, Operator operator, @Nullable JsonValue right) throws StepsUsedUp {
        return switch (operator) {
            case EQUAL -> isEqual(left, right);
            case NOT_EQUAL -> !isEqual(left, right);
            case LESS -> isLess(left, right);
            case GREATER -> isLess(right, left);
            case LESS_OR_EQUAL -> isLess(left, right) || isEqual(left, right);
            case GREATER_OR_EQUAL -> isLess(right, left) || isEqual(left, right);
        };
    }

    private boolean isLess(@Nullable JsonValue left, @Nullable JsonValue right) throws StepsUsedUp {
        if (left instanceof JsonNumber(BigDecimal a) && right instanceof JsonNumber(BigDecimal b)) {
            return compare(a, b) < 0;
        }
        if (left instanceof JsonString(String a) && right instanceof JsonString(String b)) {
            return compare(a, b) < 0;
        }
        return false;
    }

    private boolean isEqual(@Nullable JsonValue left, @Nullable JsonValue right) throws StepsUsedUp {
        steps.take();
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return switch (left) {
            case JsonNull ignored -> right instanceof JsonNull;
            case JsonBoolean(boolean a) -> right instanceof JsonBoolean(boolean b) && a == b;
            case JsonNumber(BigDecimal a) -> right instanceof JsonNumber(BigDecimal b) && compare(a, b) == 0;
            case JsonString(String a) -> right instanceof JsonString(String b) && isEqual(a, b);
            case JsonArray(List<JsonValue> a) -> right instanceof JsonArray(List<JsonValue> b) && isEqual(a, b);
            case JsonObject(SequencedMap<String, JsonValue> a) ->
                right instanceof JsonObject(SequencedMap<String, JsonValue> b) && isEqual(a, b);
        };
    }

    private boolean isEqual(String left, String right) throws StepsUsedUp {
        if (left.length() != right.length()) {
            return false;
        }
        steps.takeFor(left.length());
        return left.equals(right);
    }

    private boolean isEqual(List<JsonValue> left, List<JsonValue> right) throws StepsUsedUp {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<JsonValue> others = right.iterator();
        for (JsonValue element : left) {
            if (!isEqual(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean isEqual(Map<String, JsonValue> left, Map<String, JsonValue> right) throws StepsUsedUp {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, JsonValue> member : left.entrySet()) {
            JsonValue other = right.get(member.getKey());
            if (other == null || !isEqual(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private int compare(BigDecimal left, BigDecimal right) throws StepsUsedUp {
        steps.takeFor((long) left.precision() + right.precision());
        return left.compareTo(right);
    }

    /** The order of Unicode scalar values, which differs from that of UTF-16 code units beyond the surrogates. */
    private int compare(String left, String right) throws StepsUsedUp {
        int common = Math.min(left.length(), right.length());
        steps.takeFor(common);
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean isPairAlone = Character.isSurrogate(a) != Character.isSurrogate(b);
                return isPairAlone ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
            }
        }
        return left.length() - right.length();
    }
}
