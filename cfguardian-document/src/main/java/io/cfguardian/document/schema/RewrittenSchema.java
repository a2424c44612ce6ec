package io.cfguardian.document.schema;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.schema.Dialect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema that means the same and leaves an engine less to get wrong. Bounds that no document can reach become the
 * largest int, which is what the engines count in. For everit, which resolves identifiers in its own way and applies what
 * stands beside {@code $ref}, every reference becomes the plain pointer that the graph found, identifiers go, and what
 * drafts 4 to 7 ignore beside {@code $ref} is hidden under a name that means nothing. In draft 4 {@code const}, which that
 * draft does not have, becomes an {@code enum} of one: authors write it and mean it, and ignoring it would let bad values
 * through.
 */
final class RewrittenSchema {

    private static final String HIDDEN = "cfguardian-beside-ref:";

    private static final Set<String> COUNTS = Set.of(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");

    private static final JsonNumber COUNT_MAX = new JsonNumber(BigDecimal.valueOf(Integer.MAX_VALUE));

    private final SchemaGraph graph;
    private final boolean isForEverit;
    private final boolean isDraft4;

    private RewrittenSchema(SchemaGraph graph, boolean isForEverit, boolean isDraft4) {
        this.graph = graph;
        this.isForEverit = isForEverit;
        this.isDraft4 = isDraft4;
    }

    static JsonValue forEverit(JsonValue schema, SchemaGraph graph, Dialect dialect) {
        return new RewrittenSchema(graph, true, dialect == Dialect.DRAFT_04).rewrite(schema, "");
    }

    static JsonValue forNetworknt(JsonValue schema, SchemaGraph graph) {
        return new RewrittenSchema(graph, false, false).rewrite(schema, "");
    }

    private JsonValue rewrite(JsonValue value, String pointer) {
        return switch (value) {
            case JsonArray array -> {
                List<JsonValue> elements = new ArrayList<>(array.elements().size());
                for (JsonValue element : array.elements()) {
                    elements.add(rewrite(element, Pointers.child(pointer, elements.size())));
                }
                yield new JsonArray(elements);
            }
            case JsonObject object -> rewrite(object, pointer);
            default -> value;
        };
    }

    private JsonValue rewrite(JsonObject object, String pointer) {
        boolean isSchema = graph.isSchema(pointer);
        boolean isReference = isSchema && isReference(object);
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            String name = member.getKey();
            JsonValue value = rewrite(member.getValue(), Pointers.child(pointer, name));
            if (isSchema && COUNTS.contains(name) && value instanceof JsonNumber count) {
                value = count.value().compareTo(COUNT_MAX.value()) > 0 ? COUNT_MAX : value;
            }
            if (isSchema && isForEverit && (name.equals("$id") || name.equals("id"))) {
                if (value instanceof JsonString) {
                    continue;
                }
            }
            if (isReference && name.equals("$ref")) {
                members.put(name, new JsonString(target(Pointers.child(pointer, name), value)));
            } else {
                members.put(isReference ? HIDDEN + name : name, value);
            }
        }
        if (isSchema && isDraft4) {
            JsonValue constant = members.remove("const");
            if (constant != null) {
                members.put("enum", new JsonArray(List.of(constant)));
            }
        }
        return new JsonObject(members);
    }

    private boolean isReference(JsonObject object) {
        return isForEverit && object.members().get("$ref") instanceof JsonString;
    }

    private String target(String via, JsonValue text) {
        return graph.target(via)
                .map(node -> "#" + fragment(node.pointer(), via))
                .orElseGet(() -> text instanceof JsonString uri ? uri.value() : "");
    }

    /** The pointer in the rewritten schema, where what stood beside a reference has another name. */
    private String fragment(String pointer, String via) {
        StringBuilder rewritten = new StringBuilder();
        String walked = "";
        for (String token : Pointers.tokens(pointer)) {
            if (token.isEmpty()) {
                throw new RefusedSchema(
                        "a reference through a member with an empty name is not supported before 2019-09", via);
            }
            boolean isHidden = graph.schemaAt(walked).filter(this::isReference).isPresent();
            rewritten.append('/').append(escape(isHidden ? HIDDEN + token : token));
            walked = Pointers.child(walked, token);
        }
        return rewritten.toString();
    }

    private static String escape(String token) {
        String pointer = token.replace("~", "~0").replace("/", "~1");
        return java.net.URLEncoder.encode(pointer, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
