package io.cfguardian.document.schema;

import io.cfguardian.document.pattern.EcmaPattern;
import io.cfguardian.document.pattern.UnusablePattern;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.schema.Dialect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All schemas inside one schema, and which applies which to the same place of an instance. Building it proves that
 * every reference ends in the schema itself or in a meta-schema that is bundled, and that every pattern can be used.
 * Recursion follows the nesting of the schema's text only, which the parser bounds; references are followed by a queue.
 */
final class SchemaGraph {

    /** One schema and those that it applies where it is applied itself. */
    static final class Node {
        private final String pointer;
        private final JsonValue schema;
        private final List<Edge> samePlace = new ArrayList<>();

        Node(String pointer, JsonValue schema) {
            this.pointer = pointer;
            this.schema = schema;
        }

        String pointer() {
            return pointer;
        }

        List<Edge> samePlace() {
            return samePlace;
        }
    }

    /**
     * An application to the same place.
     *
     * @param via the pointer of the keyword that applies
     */
    record Edge(String via, Node target) {}

    private record Reference(Node from, String via, String text, String base, boolean isDynamic) {}

    private final Dialect dialect;
    private final int schemasMax;
    private final SchemaResources resources;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Node> targets = new HashMap<>();
    private final Map<String, List<Node>> dynamicAnchors = new HashMap<>();
    private final Deque<Reference> references = new ArrayDeque<>();
    private final Set<String> checkedPatterns = new HashSet<>();

    private SchemaGraph(JsonValue root, Dialect dialect, int schemasMax) {
        this.dialect = dialect;
        this.schemasMax = schemasMax;
        this.resources = new SchemaResources(root, dialect);
    }

    /**
     * The graph of {@code root}.
     *
     * @throws RefusedSchema when a reference leads elsewhere or nowhere, a pattern cannot be used, or there are more
     *     than {@code schemasMax} schemas
     */
    static SchemaGraph of(JsonValue root, Dialect dialect, int schemasMax) {
        SchemaGraph graph = new SchemaGraph(root, dialect, schemasMax);
        graph.walk(root, "", SchemaResources.ROOT_BASE);
        while (!graph.references.isEmpty()) {
            graph.follow(graph.references.poll());
        }
        return graph;
    }

    Iterable<Node> nodes() {
        return nodes.values();
    }

    boolean isSchema(String pointer) {
        return nodes.containsKey(pointer);
    }

    /** The schema at {@code pointer}, when there is one and it is an object. */
    Optional<JsonObject> schemaAt(String pointer) {
        Node node = nodes.get(pointer);
        return node != null && node.schema instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** Where the reference at {@code via} leads; empty when that is a bundled meta-schema. */
    Optional<Node> target(String via) {
        return Optional.ofNullable(targets.get(via));
    }

    /** The schemas that references lead to, by the pointer of the reference. */
    Map<String, Node> targets() {
        return Collections.unmodifiableMap(targets);
    }

    private Node walk(JsonValue schema, String pointer, String outerBase) {
        Node known = nodes.get(pointer);
        if (known != null) {
            return known;
        }
        if (nodes.size() == schemasMax) {
            throw new RefusedSchema("the schema holds more than " + schemasMax + " schemas", pointer);
        }
        Node node = new Node(pointer, schema);
        nodes.put(pointer, node);
        if (schema instanceof JsonObject object) {
            String base = resources.enter(object, outerBase);
            refuseForeignDialect(object, pointer);
            collectReferences(object, node, base);
            requireUsablePatterns(object, pointer);
            object.members().forEach((name, value) -> walkKeyword(name, value, node, base));
        }
        return node;
    }

    private void walkKeyword(String name, JsonValue value, Node node, String base) {
        SchemaKeywords.Keyword keyword = SchemaKeywords.all().get(name);
        if (keyword == null) {
            return;
        }
        String pointer = Pointers.child(node.pointer(), name);
        keyword.holding().forEach(value, pointer, (held, at) -> hold(keyword, held, at, node, base));
    }

    private void hold(SchemaKeywords.Keyword keyword, JsonValue schema, String pointer, Node holder, String base) {
        Node held = walk(schema, pointer, base);
        if (keyword.reach() == SchemaKeywords.Reach.SAME_PLACE) {
            holder.samePlace().add(new Edge(pointer, held));
        }
    }

    private void collectReferences(JsonObject schema, Node node, String base) {
        reference(schema, "$ref", node, base, false);
        switch (dialect) {
            case DRAFT_04, DRAFT_06, DRAFT_07 -> {
                // References of later dialects mean nothing here.
            }
            case DRAFT_2019_09 -> {
                reference(schema, "$recursiveRef", node, base, true);
                if (new JsonBoolean(true).equals(schema.members().get("$recursiveAnchor"))) {
                    dynamicAnchors
                            .computeIfAbsent("", anchor -> new ArrayList<>())
                            .add(node);
                }
            }
            case DRAFT_2020_12 -> {
                reference(schema, "$dynamicRef", node, base, true);
                if (schema.members().get("$dynamicAnchor") instanceof JsonString anchor) {
                    dynamicAnchors
                            .computeIfAbsent(anchor.value(), name -> new ArrayList<>())
                            .add(node);
                }
            }
        }
    }

    private void reference(JsonObject schema, String keyword, Node node, String base, boolean isDynamic) {
        if (schema.members().get(keyword) instanceof JsonString text) {
            references.add(new Reference(node, Pointers.child(node.pointer(), keyword), text.value(), base, isDynamic));
        }
    }

    private void follow(Reference reference) {
        Optional<SchemaResources.Place> place = resources.resolve(reference.text(), reference.base(), reference.via());
        if (place.isPresent()) {
            Node target = walk(
                    place.get().schema(), place.get().pointer(), place.get().base());
            reference.from().samePlace().add(new Edge(reference.via(), target));
            targets.put(reference.via(), target);
        }
        if (reference.isDynamic()) {
            // Which of the anchors of this name is meant depends on the way that led here: assume each of them.
            String name = reference.text().substring(reference.text().indexOf('#') + 1);
            for (Node anchored : dynamicAnchors.getOrDefault(name, List.of())) {
                reference.from().samePlace().add(new Edge(reference.via(), anchored));
            }
        }
    }

    private void refuseForeignDialect(JsonObject schema, String pointer) {
        if (schema.members().get("$schema") instanceof JsonString uri
                && !pointer.isEmpty()
                && !Dialect.parse(uri.value()).equals(Optional.of(dialect))) {
            throw new RefusedSchema(
                    "a schema inside names another dialect than " + dialect.label(),
                    Pointers.child(pointer, "$schema"));
        }
    }

    private void requireUsablePatterns(JsonObject schema, String pointer) {
        if (schema.members().get("pattern") instanceof JsonString pattern) {
            requireUsable(pattern.value(), Pointers.child(pointer, "pattern"));
        }
        if (schema.members().get("patternProperties") instanceof JsonObject patterns) {
            for (String pattern : patterns.members().keySet()) {
                requireUsable(pattern, Pointers.child(Pointers.child(pointer, "patternProperties"), pattern));
            }
        }
    }

    private void requireUsable(String pattern, String pointer) {
        if (checkedPatterns.add(pattern)) {
            try {
                EcmaPattern.compile(pattern);
            } catch (UnusablePattern e) {
                throw new RefusedSchema(e.reason(), pointer);
            }
        }
    }
}
