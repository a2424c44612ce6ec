package io.cfguardian.app.search;

import io.cfguardian.app.search.Condition.And;
import io.cfguardian.app.search.Condition.Comparison;
import io.cfguardian.app.search.Condition.Exists;
import io.cfguardian.app.search.Condition.Not;
import io.cfguardian.app.search.Condition.Operator;
import io.cfguardian.app.search.Condition.Or;
import io.cfguardian.app.search.Operand.Literal;
import io.cfguardian.app.search.Operand.Selected;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the conditions of filters (RFC 9535, 2.3.5) for a {@link QueryReader}. */
final class ConditionReader {

    private static final Set<String> FUNCTIONS = Set.of("length", "count", "match", "search", "value");

    private final PathCursor cursor;
    private final LiteralReader literals;
    private final QueryReader queries;
    private int level;

    ConditionReader(PathCursor cursor, LiteralReader literals, QueryReader queries) {
        this.cursor = cursor;
        this.literals = literals;
        this.queries = queries;
    }

    /** The condition of the filter that begins here. */
    Condition filter() throws UnreadablePath {
        enterLevel();
        cursor.expect('?', "to open a filter");
        Condition condition = or();
        level--;
        return condition;
    }

    private Condition parenthesized() throws UnreadablePath {
        enterLevel();
        cursor.expect('(', "to open a condition");
        Condition condition = or();
        cursor.skipBlanks();
        cursor.expect(')', "to close a condition");
        level--;
        return condition;
    }

    private void enterLevel() throws UnreadablePath {
        if (++level > JsonPath.LEVELS_MAX) {
            throw cursor.refused("filters and parentheses are at most " + JsonPath.LEVELS_MAX + " inside each other");
        }
    }

    private Condition or() throws UnreadablePath {
        List<Condition> conditions = new ArrayList<>();
        do {
            cursor.skipBlanks();
            conditions.add(and());
        } while (takeAfterBlanks("||"));
        return conditions.size() == 1 ? conditions.getFirst() : new Or(conditions);
    }

    private Condition and() throws UnreadablePath {
        List<Condition> conditions = new ArrayList<>();
        do {
            cursor.skipBlanks();
            conditions.add(basic());
        } while (takeAfterBlanks("&&"));
        return conditions.size() == 1 ? conditions.getFirst() : new And(conditions);
    }

    private boolean takeAfterBlanks(String operator) {
        cursor.skipBlanks();
        return cursor.take(operator);
    }

    private Condition basic() throws UnreadablePath {
        if (cursor.peek() == '(') {
            return parenthesized();
        }
        if (cursor.take('!')) {
            cursor.skipBlanks();
            return new Not(negated());
        }
        if (queries.isAtQuery()) {
            return existsOrComparison();
        }
        Operand left = literalOperand();
        return new Comparison(left, operatorAfterLiteral(), right());
    }

    private Condition negated() throws UnreadablePath {
        if (cursor.peek() == '(') {
            return parenthesized();
        }
        if (queries.isAtQuery()) {
            Condition exists = new Exists(queries.query());
            cursor.skipBlanks();
            int end = cursor.position();
            if (operator().isPresent()) {
                throw cursor.refusedAt(end, "a comparison is negated in parentheses: !(...)");
            }
            return exists;
        }
        refuseFunction();
        throw cursor.unexpected("a query or '(' after '!'");
    }

    private Condition existsOrComparison() throws UnreadablePath {
        int begin = cursor.position();
        Query query = queries.query();
        cursor.skipBlanks();
        Optional<Operator> operator = operator();
        return operator.isEmpty() ? new Exists(query) : new Comparison(selected(query, begin), operator.get(), right());
    }

    private Operand right() throws UnreadablePath {
        cursor.skipBlanks();
        int begin = cursor.position();
        return queries.isAtQuery() ? selected(queries.query(), begin) : literalOperand();
    }

    private Operand selected(Query query, int begin) throws UnreadablePath {
        if (!query.isSingular()) {
            throw cursor.refusedAt(
                    begin, "a query that is compared has only names and indexes, so that it selects at most one value");
        }
        // RFC 9535, 2.3.5.1: a singular query is stricter than others.
        if (queries.lastBlanksInside() >= begin) {
            throw cursor.refusedAt(
                    queries.lastBlanksInside(), "a query that is compared has no blanks inside its brackets");
        }
        return new Selected(query);
    }

    private Operator operatorAfterLiteral() throws UnreadablePath {
        cursor.skipBlanks();
        Optional<Operator> operator = operator();
        if (operator.isEmpty()) {
            throw cursor.unexpected("a comparison (==, !=, <, <=, >, >=) after a literal");
        }
        return operator.get();
    }

    private Optional<Operator> operator() {
        // The signs of two characters come first in the order of the constants.
        for (Operator operator : Operator.values()) {
            if (cursor.take(operator.sign())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Operand literalOperand() throws UnreadablePath {
        if (literals.isAtString()) {
            return new Literal(new JsonString(literals.string()));
        }
        if (literals.isAtNumber()) {
            return new Literal(literals.number());
        }
        refuseFunction();
        if (cursor.take("true")) {
            return new Literal(new JsonBoolean(true));
        }
        if (cursor.take("false")) {
            return new Literal(new JsonBoolean(false));
        }
        if (cursor.take("null")) {
            return new Literal(JsonNull.NULL);
        }
        throw cursor.unexpected("a query, a string, a number, true, false or null");
    }

    /** Refuses a name and a parenthesis; leaves anything else where it is. */
    private void refuseFunction() throws UnreadablePath {
        int begin = cursor.position();
        while (isOfFunction(cursor.peek())) {
            cursor.next();
        }
        String name = cursor.textFrom(begin);
        boolean isCall = !name.isEmpty() && cursor.peek() == '(';
        cursor.moveTo(begin);
        if (isCall) {
            throw cursor.refused(
                    FUNCTIONS.contains(name)
                            ? "the function " + name + "() is not supported, as no function is"
                            : "there is no function " + name + "()");
        }
    }

    private static boolean isOfFunction(int c) {
        return (c >= 'a' && c <= 'z') || c == '_' || PathCursor.isDigit(c);
    }
}
