package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one value from a reader's events on an explicit stack, so that depth costs no call stack. Knows the bounds,
 * refuses duplicate names, and can say at any time where it is. Confined to one thread.
 */
final class ValueBuilder {

    /** The most nodes and characters; a reader without aliases needs no bound, its text is one. */
    record Expansion(long nodesMax, long charsMax) {
        static final Expansion UNBOUNDED = new Expansion(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private final ParserLimits limits;
    private final Expansion expansion;
    private final Deque<Frame> open = new ArrayDeque<>();
    private long nodes;
    private long chars;
    private @Nullable Subtree root;

    ValueBuilder(ParserLimits limits, Expansion expansion) {
        this.limits = limits;
        this.expansion = expansion;
    }

    void startArray() {
        push(new ArrayFrame());
    }

    void startObject() {
        push(new ObjectFrame());
    }

    /** Names the next value of the open object. */
    void name(String name) {
        ObjectFrame object = openObject();
        if (name.length() > limits.nameCharsMax()) {
            throw new MalformedText("a member's name has more than " + limits.nameCharsMax() + " characters");
        }
        requirePairedSurrogates(name);
        object.name = name;
        if (object.members.containsKey(name)) {
            throw new MalformedText("an object has two members of this name");
        }
        object.chars += name.length();
        spend(1, name.length());
    }

    /** Adds a finished value; the whole, when nothing is open. */
    void add(Subtree subtree) {
        if (open.size() + subtree.levels() > limits.levelsMax()) {
            throw tooDeep();
        }
        spend(subtree.nodes(), subtree.chars());
        attach(subtree);
    }

    /** Closes the innermost array or object and adds it to what holds it. */
    Subtree end() {
        Subtree subtree = open.pop().finish();
        attach(subtree);
        return subtree;
    }

    /** Puts the members of {@code merged} into the open object where it has none of their names, at its end. */
    void mergeAtEnd(Subtree merged) {
        // The merged object itself takes no level of its own: its members land in the open one.
        if (open.size() - 1 + merged.levels() > limits.levelsMax()) {
            throw tooDeep();
        }
        spend(merged.nodes(), merged.chars());
        openObject().merges.add(merged);
    }

    boolean isInObject() {
        return open.peek() instanceof ObjectFrame;
    }

    /** The value that is being read, or was read last, as a JSON Pointer. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Iterator<Frame> frames = open.descendingIterator(); frames.hasNext(); ) {
            frames.next().appendTo(pointer);
        }
        return pointer.toString();
    }

    @Nullable
    Subtree root() {
        return root;
    }

    void requireString(String text) {
        if (text.length() > limits.stringCharsMax()) {
            throw new MalformedText("a string has more than " + limits.stringCharsMax() + " characters");
        }
        requirePairedSurrogates(text);
    }

    private static void requirePairedSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedText("a string has half of a surrogate pair, which is no character");
            }
        }
    }

    private void push(Frame frame) {
        if (open.size() == limits.levelsMax()) {
            throw tooDeep();
        }
        spend(1, 0);
        open.push(frame);
    }

    private void attach(Subtree subtree) {
        Frame holder = open.peek();
        if (holder == null) {
            root = subtree;
        } else {
            holder.add(subtree);
        }
    }

    private void spend(long moreNodes, long moreChars) {
        nodes += moreNodes;
        chars += moreChars;
        if (nodes > expansion.nodesMax() || chars > expansion.charsMax()) {
            throw new MalformedText("with its aliases replaced the document has more than " + expansion.nodesMax()
                    + " nodes or " + expansion.charsMax() + " characters");
        }
    }

    private MalformedText tooDeep() {
        return new MalformedText("arrays and objects are nested deeper than " + limits.levelsMax() + " levels");
    }

    private ObjectFrame openObject() {
        if (open.peek() instanceof ObjectFrame object) {
            return object;
        }
        throw new IllegalStateException("no object is open at " + pointer());
    }

    /** An array or object that is not closed yet. */
    private abstract static sealed class Frame {
        int levels;
        long nodes = 1;
        long chars;

        abstract void put(JsonValue value);

        abstract void appendTo(StringBuilder pointer);

        abstract JsonValue value();

        final void add(Subtree subtree) {
            put(subtree.value());
            measure(subtree);
        }

        final void measure(Subtree subtree) {
            levels = Math.max(levels, subtree.levels());
            nodes += subtree.nodes();
            chars += subtree.chars();
        }

        final Subtree finish() {
            JsonValue value = value();
            return new Subtree(value, levels + 1, nodes, chars);
        }
    }

    private static final class ArrayFrame extends Frame {
        private final List<JsonValue> elements = new ArrayList<>();

        @Override
        void put(JsonValue value) {
            elements.add(value);
        }

        @Override
        void appendTo(StringBuilder pointer) {
            pointer.append('/').append(elements.size());
        }

        @Override
        JsonValue value() {
            return new JsonArray(elements);
        }
    }

    private static final class ObjectFrame extends Frame {
        private final LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        private final List<Subtree> merges = new ArrayList<>();
        private @Nullable String name;

        @Override
        void put(JsonValue value) {
            if (name == null) {
                throw new IllegalStateException("a value without a name in an object");
            }
            members.put(name, value);
            name = null;
            nodes++;
        }

        @Override
        void appendTo(StringBuilder pointer) {
            if (name != null) {
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
            }
        }

        @Override
        JsonValue value() {
            for (Subtree merge : merges) {
                measure(new Subtree(merge.value(), merge.levels() - 1, merge.nodes(), merge.chars()));
                if (merge.value() instanceof JsonObject object) {
                    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                        members.putIfAbsent(member.getKey(), member.getValue());
                    }
                }
            }
            return new JsonObject(members);
        }
    }
}
