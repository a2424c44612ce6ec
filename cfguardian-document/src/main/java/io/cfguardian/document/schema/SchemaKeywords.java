package io.cfguardian.document.schema;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where a schema holds schemas, in all dialects together: a keyword that a dialect does not know is walked all the same,
 * because a reference may point into it.
 */
final class SchemaKeywords {

    /** Whether a schema that is held applies to the same place of the instance, to a place inside it, or to none. */
    enum Reach {
        SAME_PLACE,
        PLACE_INSIDE,
        NONE
    }

    /** The form in which a keyword holds schemas. */
    enum Holding {
        ONE,
        LIST,
        ONE_OR_LIST,
        MAP;

        /** Shows each schema that {@code value}, the keyword's, holds, with its pointer; none when it has another form. */
        void forEach(JsonValue value, String pointer, BiConsumer<JsonValue, String> schemas) {
            switch (value) {
                case JsonArray list -> {
                    if (this == LIST || this == ONE_OR_LIST) {
                        int index = 0;
                        for (JsonValue element : list.elements()) {
                            schemas.accept(element, Pointers.child(pointer, index++));
                        }
                    }
                }
                case JsonObject object -> {
                    if (this == MAP) {
                        object.members().forEach((name, held) -> {
                            // In dependencies a list of names may stand where a schema may.
                            if (!(held instanceof JsonArray)) {
                                schemas.accept(held, Pointers.child(pointer, name));
                            }
                        });
                    } else if (this != LIST) {
                        schemas.accept(object, pointer);
                    }
                }
                case JsonBoolean truth -> {
                    if (this == ONE || this == ONE_OR_LIST) {
                        schemas.accept(truth, pointer);
                    }
                }
                default -> {
                    // Holds no schema.
                }
            }
        }
    }

    record Keyword(Reach reach, Holding holding) {}

    private static final Map<String, Keyword> KEYWORDS = Map.ofEntries(
            Map.entry("allOf", new Keyword(Reach.SAME_PLACE, Holding.LIST)),
            Map.entry("anyOf", new Keyword(Reach.SAME_PLACE, Holding.LIST)),
            Map.entry("oneOf", new Keyword(Reach.SAME_PLACE, Holding.LIST)),
            Map.entry("not", new Keyword(Reach.SAME_PLACE, Holding.ONE)),
            Map.entry("if", new Keyword(Reach.SAME_PLACE, Holding.ONE)),
            Map.entry("then", new Keyword(Reach.SAME_PLACE, Holding.ONE)),
            Map.entry("else", new Keyword(Reach.SAME_PLACE, Holding.ONE)),
            Map.entry("dependencies", new Keyword(Reach.SAME_PLACE, Holding.MAP)),
            Map.entry("dependentSchemas", new Keyword(Reach.SAME_PLACE, Holding.MAP)),
            Map.entry("items", new Keyword(Reach.PLACE_INSIDE, Holding.ONE_OR_LIST)),
            Map.entry("prefixItems", new Keyword(Reach.PLACE_INSIDE, Holding.LIST)),
            Map.entry("additionalItems", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("unevaluatedItems", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("contains", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("properties", new Keyword(Reach.PLACE_INSIDE, Holding.MAP)),
            Map.entry("patternProperties", new Keyword(Reach.PLACE_INSIDE, Holding.MAP)),
            Map.entry("additionalProperties", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("unevaluatedProperties", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("propertyNames", new Keyword(Reach.PLACE_INSIDE, Holding.ONE)),
            Map.entry("contentSchema", new Keyword(Reach.NONE, Holding.ONE)),
            Map.entry("definitions", new Keyword(Reach.NONE, Holding.MAP)),
            Map.entry("$defs", new Keyword(Reach.NONE, Holding.MAP)));

    private SchemaKeywords() {}

    static Map<String, Keyword> all() {
        return KEYWORDS;
    }
}
