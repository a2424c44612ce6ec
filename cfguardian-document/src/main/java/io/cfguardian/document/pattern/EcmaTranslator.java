package io.cfguardian.document.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads one regular expression of ECMA-262 and writes it for both engines, with nothing left to their own dialect: sets
 * are written out, {@code $} becomes the end of the text, every punctuation mark is escaped. As in a browser without the
 * {@code u} flag, a brace that counts nothing and an escaped punctuation mark are themselves; an escaped letter without
 * a meaning ({@code \Z}, {@code \A}) is refused, because other engines give it one, and so are their groups
 * ({@code (?i)}, {@code (?P<name>}). Confined to one thread.
 */
final class EcmaTranslator {

    private static final int SOURCE_CHARS_MAX = 20_000;
    private static final int GROUP_DEPTH_MAX = 100;
    private static final int REPETITION_MAX = 100_000;
    private static final long WEIGHT_MAX = 1L << 40;

    // java.util.regex calls itself for each set of a chain.
    private static final long CHAIN_WEIGHT_MAX = 256;

    /** An open group and what is in it until now. */
    private static final class Group {
        private long weight;
        private long atomWeight;
        private boolean isAtomBefore;

        void atom(long atomsWeight) {
            weight = Math.min(WEIGHT_MAX, weight + atomsWeight);
            atomWeight = atomsWeight;
            isAtomBefore = true;
        }

        void assertion() {
            isAtomBefore = false;
        }

        void repeated(long times) {
            weight = Math.min(WEIGHT_MAX, weight + atomWeight * Math.max(0, Math.min(times, REPETITION_MAX) - 1));
            isAtomBefore = false;
        }
    }

    private final String source;
    private final PatternCursor cursor;
    private final StringBuilder linear = new StringBuilder();
    private final StringBuilder backtracking = new StringBuilder();
    private final Deque<Group> groups = new ArrayDeque<>();
    private final List<String> groupNames;
    private boolean isBacktracking;
    private boolean isChain;

    EcmaTranslator(String source) {
        this.source = source;
        this.cursor = new PatternCursor(source);
        this.groupNames = source.length() > SOURCE_CHARS_MAX ? List.of() : GroupNames.in(source);
    }

    Translation translate() throws UnusablePattern {
        if (source.length() > SOURCE_CHARS_MAX) {
            throw new UnusablePattern("the pattern has more than " + SOURCE_CHARS_MAX + " characters");
        }
        groups.push(new Group());
        isChain = source.startsWith("^");
        while (!cursor.isAtEnd()) {
            term();
        }
        if (groups.size() > 1) {
            throw cursor.unusable("a group is not closed");
        }
        long weight = groups.element().weight;
        return new Translation(
                linear.toString(),
                backtracking.toString(),
                isBacktracking,
                isChain && weight <= CHAIN_WEIGHT_MAX,
                weight);
    }

    private void term() throws UnusablePattern {
        int c = cursor.next();
        switch (c) {
            case '^' -> {
                emit("^");
                groups.element().assertion();
            }
            case '$' -> {
                emit("\\z");
                groups.element().assertion();
            }
            case '|' -> {
                isChain = false;
                emit("|");
                groups.element().assertion();
            }
            case '.' -> emitSet(CodePoints.ofDot());
            case '(' -> open();
            case ')' -> close();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '*' -> repeat("*", 1);
            case '+' -> repeat("+", 1);
            case '?' -> repeat("?", 1);
            case '{' -> brace();
            default -> emitLiteral(c);
        }
    }

    private void open() throws UnusablePattern {
        if (groups.size() > GROUP_DEPTH_MAX) {
            throw cursor.unusable("groups are nested deeper than " + GROUP_DEPTH_MAX + " levels");
        }
        isChain = false;
        if (!cursor.take("?")) {
            emit("(");
        } else if (cursor.take(":")) {
            emit("(?:");
        } else if (cursor.take("i:")) {
            emit("(?i:");
        } else if (cursor.take("=") || cursor.take("!") || cursor.take("<=") || cursor.take("<!")) {
            isBacktracking = true;
            int end = cursor.position();
            emit("(" + source.substring(source.lastIndexOf('?', end - 1), end));
        } else if (cursor.take("<")) {
            int end = cursor.indexOf('>');
            if (end <= cursor.position()) {
                throw cursor.unusable("a group's name is not closed");
            }
            cursor.moveTo(end + 1);
            emit("(");
        } else {
            throw cursor.unusable("a group of a kind that ECMA-262 does not have");
        }
        groups.push(new Group());
    }

    private void close() throws UnusablePattern {
        if (groups.size() == 1) {
            throw cursor.unusable("a bracket closes no group");
        }
        emit(")");
        long weight = groups.pop().weight;
        groups.element().atom(weight + 1);
    }

    private void brace() throws UnusablePattern {
        int end = cursor.indexOf('}');
        String inside = end < 0 ? "" : cursor.textUpTo(end);
        int comma = inside.indexOf(',');
        String low = comma < 0 ? inside : inside.substring(0, comma);
        String high = comma < 0 ? inside : inside.substring(comma + 1);
        if (!isDigits(low) || !(isDigits(high) || (comma >= 0 && high.isEmpty()))) {
            emitLiteral('{');
            return;
        }
        cursor.moveTo(end + 1);
        int min = repetitions(low);
        int max = high.isEmpty() ? min + 1 : repetitions(high);
        // One without an end may recurse for each repetition.
        isChain &= comma < 0 || !high.isEmpty();
        if (!high.isEmpty() && max < min) {
            throw cursor.unusable("a repetition's bounds are out of order");
        }
        repeat("{" + min + (comma < 0 ? "" : ",") + (comma < 0 || high.isEmpty() ? "" : max) + "}", max);
    }

    private void repeat(String quantifier, long times) throws UnusablePattern {
        if (!groups.element().isAtomBefore) {
            throw cursor.unusable("there is nothing that could be repeated");
        }
        groups.element().repeated(times);
        emit(quantifier);
        if (cursor.take("?")) {
            isChain = false;
            emit("?");
        }
    }

    private int repetitions(String digits) throws UnusablePattern {
        int count = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (count > REPETITION_MAX) {
            throw cursor.unusable("something is repeated more than " + REPETITION_MAX + " times");
        }
        return count;
    }

    private void escape() throws UnusablePattern {
        if (cursor.isAtEnd()) {
            throw cursor.unusable("it ends with a backslash");
        }
        int c = cursor.next();
        switch (c) {
            case 'b', 'B' -> {
                isChain = false;
                emit("\\" + (char) c);
                groups.element().assertion();
            }
            case 'd', 'D', 'w', 'W', 's', 'S' -> emitSet(CodePoints.ofEscape(c));
            case 'p', 'P' -> emitProperty(property(c == 'P'));
            case 'k' -> {
                if (!cursor.take("<") || cursor.indexOf('>') < 0) {
                    throw cursor.unusable("the escape \\k names no group");
                }
                int end = cursor.indexOf('>');
                int number = groupNames.indexOf(cursor.textUpTo(end)) + 1;
                cursor.moveTo(end + 1);
                backReference(number);
            }
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int start = cursor.position() - 1;
                int end = start + 1;
                while (end < source.length() && end - start < 4 && PatternCursor.isDigit(source.charAt(end))) {
                    end++;
                }
                cursor.moveTo(end);
                backReference(Integer.parseInt(source.substring(start, end)));
            }
            default -> emitLiteral(cursor.characterEscape(c));
        }
    }

    private void backReference(int group) throws UnusablePattern {
        if (group < 1 || group > groupNames.size()) {
            throw cursor.unusable("it refers back to a group that it does not have");
        }
        isBacktracking = true;
        isChain = false;
        // Grouped, so that a digit after it is not read as part of the number.
        emit("(?:\\" + group + ")");
        groups.element().atom(1);
    }

    /** The engines may know different editions of Unicode. */
    private UnicodeProperty property(boolean isNegated) throws UnusablePattern {
        isChain = false;
        int end = cursor.indexOf('}');
        if (!cursor.take("{") || end < 0) {
            throw cursor.unusable("the escape \\p names no property");
        }
        String name = cursor.textUpTo(end);
        cursor.moveTo(end + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '=') {
                throw cursor.unusable("the escape \\p names no property");
            }
        }
        return UnicodeProperty.of(name, isNegated);
    }

    private void characterClass() throws UnusablePattern {
        boolean isNegated = cursor.take("^");
        CodePoints points = new CodePoints();
        List<UnicodeProperty> properties = new ArrayList<>();
        while (!cursor.take("]")) {
            Optional<Integer> low = classAtom(points, properties);
            if (cursor.isBefore("-") && !cursor.isBefore("-]")) {
                cursor.next();
                Optional<Integer> high = classAtom(points, properties);
                if (low.isPresent() && high.isPresent()) {
                    if (low.get() > high.get()) {
                        throw cursor.unusable("a range in a class is out of order");
                    }
                    points.add(low.get(), high.get());
                } else {
                    low.ifPresent(points::add);
                    high.ifPresent(points::add);
                    points.add('-');
                }
            } else {
                low.ifPresent(points::add);
            }
        }
        emitClass(isNegated, points, properties);
    }

    /** The next code point of a class; empty when what came was a set and is added already. */
    private Optional<Integer> classAtom(CodePoints points, List<UnicodeProperty> properties) throws UnusablePattern {
        if (cursor.isAtEnd()) {
            throw cursor.unusable("a class is not closed");
        }
        int c = cursor.next();
        if (c != '\\') {
            return Optional.of(c);
        }
        if (cursor.isAtEnd()) {
            throw cursor.unusable("a class is not closed");
        }
        int escaped = cursor.next();
        return switch (escaped) {
            case 'd', 'D', 'w', 'W', 's', 'S' -> {
                points.addAll(CodePoints.ofEscape(escaped));
                yield Optional.empty();
            }
            case 'p', 'P' -> {
                properties.add(property(escaped == 'P'));
                yield Optional.empty();
            }
            case 'b' -> Optional.of((int) '\b');
            default -> Optional.of(cursor.characterEscape(escaped));
        };
    }

    private void emitClass(boolean isNegated, CodePoints points, List<UnicodeProperty> properties) {
        if (points.isEmpty() && properties.isEmpty()) {
            emit(isNegated ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]");
        } else {
            String start = (isNegated ? "[^" : "[") + points.inside();
            emit(start);
            for (UnicodeProperty property : properties) {
                isBacktracking |= property.linear().isEmpty();
                linear.append(property.linear());
                backtracking.append(property.backtracking());
            }
            emit("]");
        }
        groups.element().atom(1);
    }

    private void emitProperty(UnicodeProperty property) {
        isBacktracking |= property.linear().isEmpty();
        linear.append(property.linear());
        backtracking.append(property.backtracking());
        groups.element().atom(1);
    }

    private void emitSet(CodePoints points) {
        emit("[" + points.inside() + "]");
        groups.element().atom(1);
    }

    private void emitLiteral(int codePoint) {
        emit(CodePoints.literal(codePoint));
        groups.element().atom(1);
    }

    private void emit(String both) {
        linear.append(both);
        backtracking.append(both);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(PatternCursor::isDigit);
    }
}
