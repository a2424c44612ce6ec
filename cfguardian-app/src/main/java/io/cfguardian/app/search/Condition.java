package io.cfguardian.app.search;

import java.util.List;

/** What a filter asks about a node; true or false of each. */
public sealed interface Condition {

    /** {@code a || b || ...} of at least two. */
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = atLeastTwo(conditions);
        }
    }

    /** {@code a && b && ...} of at least two. */
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = atLeastTwo(conditions);
        }
    }

    /** {@code !a}. */
    record Not(Condition condition) implements Condition {}

    /** A query alone: it selects at least one node, whatever its value. */
    record Exists(Query query) implements Condition {}

    /** {@code left == right} and the like. */
    record Comparison(Operand left, Operator operator, Operand right) implements Condition {}

    /** How two operands are compared. Of order there is one between two numbers and one between two strings, no other. */
    enum Operator {

        /** Equal by value, arrays and objects in depth; nothing equals nothing alone. */
        EQUAL("=="),

        /** Not {@link #EQUAL}. */
        NOT_EQUAL("!="),

        /** {@link #LESS} or {@link #EQUAL}. */
        LESS_OR_EQUAL("<="),

        /** {@link #GREATER} or {@link #EQUAL}. */
        GREATER_OR_EQUAL(">="),

        /** Before, in the order of numbers or of strings. */
        LESS("<"),

        /** After, in the order of numbers or of strings. */
        GREATER(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** How it is written. */
        public String sign() {
            return sign;
        }
    }

    private static List<Condition> atLeastTwo(List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("at least two conditions are joined, got " + conditions.size());
        }
        return List.copyOf(conditions);
    }
}
