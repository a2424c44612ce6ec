package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Composes the events of one YAML document into one value. An alias shares the value of its anchor but is paid for in
 * full, so that no text is larger than its bound when written out; an alias inside its own anchor has no end and is
 * refused. Confined to one thread.
 */
final class YamlComposer {

    private static final String MERGE = "<<";

    /** What the next node is for. */
    private enum Expected {
        VALUE,
        NAME,
        MERGED
    }

    /** A sequence, a mapping, or the list of a merge, that is not closed yet. */
    private static final class Open {
        private final boolean isMapping;
        private final boolean isMergeList;
        private final @Nullable String anchor;
        private Expected expected;
        private boolean isMergeSeen;

        Open(boolean isMapping, boolean isMergeList, @Nullable String anchor) {
            this.isMapping = isMapping;
            this.isMergeList = isMergeList;
            this.anchor = anchor;
            this.expected = isMergeList ? Expected.MERGED : isMapping ? Expected.NAME : Expected.VALUE;
        }

        void nodeDone() {
            if (isMapping) {
                expected = Expected.NAME;
            }
        }
    }

    private final YamlScalar scalars;
    private final ValueBuilder builder;
    private final Map<String, Subtree> anchored = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean isDocumentSeen;

    YamlComposer(ParserLimits limits, ValueBuilder builder) {
        this.scalars = new YamlScalar(limits);
        this.builder = builder;
    }

    JsonValue value() {
        Subtree root = builder.root();
        if (root == null) {
            throw new MalformedText("the text holds no document");
        }
        return root.value();
    }

    void accept(Event event) {
        switch (event) {
            case DocumentStartEvent start -> startDocument(start);
            case ScalarEvent scalar -> scalar(scalar);
            case AliasEvent alias -> alias(alias);
            case CollectionStartEvent start -> start(start);
            default -> {
                switch (event.getEventId()) {
                    case SequenceEnd, MappingEnd -> end();
                    case StreamStart, StreamEnd, DocumentEnd -> {
                        // Nothing to compose.
                    }
                    case DocumentStart, Scalar, Alias, SequenceStart, MappingStart, Comment ->
                        throw new IllegalStateException("unexpected event " + event.getEventId());
                }
            }
        }
    }

    private void startDocument(DocumentStartEvent start) {
        if (isDocumentSeen) {
            throw new MalformedText("the text holds more than one document");
        }
        isDocumentSeen = true;
        if (start.getSpecVersion()
                .filter(v -> v.getMajor() == 1 && v.getMinor() < 2)
                .isPresent()) {
            throw new MalformedText("the text says it is YAML 1.1 or older; it is read as YAML 1.2");
        }
    }

    private void scalar(ScalarEvent event) {
        switch (expected()) {
            case NAME -> name(event);
            case MERGED -> throw onlyAliasesMerge();
            case VALUE -> {
                builder.requireString(event.getValue());
                JsonValue value = scalars.resolve(event.getTag().orElse(null), event.isPlain(), event.getValue());
                Subtree subtree = Subtree.scalar(value, event.getValue().length());
                anchor(event.getAnchor(), subtree);
                builder.add(subtree);
                nodeDone();
            }
        }
    }

    private void name(ScalarEvent event) {
        Open mapping = open.element();
        String text = event.getValue();
        if (event.isPlain() && event.getTag().isEmpty()) {
            if (text.equals(MERGE)) {
                if (mapping.isMergeSeen) {
                    throw new MalformedText("a mapping has two merge keys");
                }
                mapping.isMergeSeen = true;
                mapping.expected = Expected.MERGED;
                return;
            }
            if (text.isEmpty()) {
                throw new MalformedText("a mapping has an empty name without quotes");
            }
        } else {
            // Only for the refusal of foreign tags: a name is its text, whatever type it would be as a value.
            scalars.resolve(event.getTag().orElse(null), false, text);
        }
        anchor(event.getAnchor(), Subtree.scalar(new JsonString(text), text.length()));
        builder.name(text);
        mapping.expected = Expected.VALUE;
    }

    private void alias(AliasEvent event) {
        Subtree target = anchored.get(event.getAlias().getValue());
        if (target == null) {
            throw new MalformedText("an alias names no anchor that is complete before it");
        }
        switch (expected()) {
            case NAME -> {
                if (!(target.value() instanceof JsonString string)) {
                    throw notAName();
                }
                builder.name(string.value());
                open.element().expected = Expected.VALUE;
            }
            case MERGED -> {
                if (!(target.value() instanceof JsonObject)) {
                    throw onlyAliasesMerge();
                }
                builder.mergeAtEnd(target);
                nodeDone();
            }
            case VALUE -> {
                builder.add(target);
                nodeDone();
            }
        }
    }

    private void start(CollectionStartEvent event) {
        boolean isMapping = event.getEventId() == Event.ID.MappingStart;
        requireCollectionTag(event.getTag().orElse(null), isMapping);
        // An anchor of the same name further up is hidden from here on, also inside this collection.
        event.getAnchor().ifPresent(anchor -> anchored.remove(anchor.getValue()));
        switch (expected()) {
            case NAME -> throw notAName();
            case MERGED -> {
                if (isMapping || open.element().isMergeList) {
                    throw onlyAliasesMerge();
                }
                open.push(new Open(false, true, null));
            }
            case VALUE -> {
                if (isMapping) {
                    builder.startObject();
                } else {
                    builder.startArray();
                }
                open.push(new Open(
                        isMapping,
                        false,
                        event.getAnchor().map(Anchor::getValue).orElse(null)));
            }
        }
    }

    private void end() {
        Open closed = open.pop();
        if (!closed.isMergeList) {
            Subtree subtree = builder.end();
            if (closed.anchor != null) {
                anchored.put(closed.anchor, subtree);
            }
        }
        nodeDone();
    }

    private Expected expected() {
        Open innermost = open.peek();
        return innermost == null ? Expected.VALUE : innermost.expected;
    }

    private void nodeDone() {
        Open innermost = open.peek();
        if (innermost != null) {
            innermost.nodeDone();
        }
    }

    private void anchor(Optional<Anchor> anchor, Subtree subtree) {
        anchor.ifPresent(a -> anchored.put(a.getValue(), subtree));
    }

    private static void requireCollectionTag(@Nullable String tag, boolean isMapping) {
        if (tag == null || tag.equals("!") || tag.equals("tag:yaml.org,2002:" + (isMapping ? "map" : "seq"))) {
            return;
        }
        throw YamlScalar.unknownTag();
    }

    private static MalformedText onlyAliasesMerge() {
        return new MalformedText("a merge key takes an alias of a mapping, or a sequence of such aliases");
    }

    private static MalformedText notAName() {
        return new MalformedText("a mapping has a name that is not a scalar, or an alias of what is not a string");
    }
}
