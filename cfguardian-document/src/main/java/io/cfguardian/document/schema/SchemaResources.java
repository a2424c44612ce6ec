package io.cfguardian.document.schema;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.schema.Dialect;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The URIs that a schema gives to itself and its parts, and the places that references name. A reference that is to be
 * looked up anywhere else is refused; nothing is ever fetched.
 */
final class SchemaResources {

    /** The base of a schema that names none: a host that can never be (RFC 6761), in case anything should ever ask for it. */
    static final String ROOT_BASE = "https://schema.invalid/root";

    private static final String ELSEWHERE =
            "the reference leads outside this schema; only its own parts and the standard meta-schemas can be referred to";

    /**
     * A schema that a reference names.
     *
     * @param base the base of the references around it
     */
    record Place(JsonValue schema, String pointer, String base) {}

    private final String idKeyword;
    private final boolean isIdAnchor;
    private final boolean isRefAlone;
    private final Map<String, Place> byUri = new HashMap<>();

    SchemaResources(JsonValue root, Dialect dialect) {
        this.idKeyword = dialect == Dialect.DRAFT_04 ? "id" : "$id";
        this.isIdAnchor = dialect.compareTo(Dialect.DRAFT_07) <= 0;
        this.isRefAlone = isIdAnchor;
        byUri.put(ROOT_BASE, new Place(root, "", ROOT_BASE));
        register(root, "", ROOT_BASE);
    }

    /** The base of the references in {@code schema}. */
    String enter(JsonObject schema, String outerBase) {
        return baseIn(schema, outerBase).orElse(outerBase);
    }

    /**
     * The place that {@code text} names; empty when it is in a bundled meta-schema.
     *
     * @throws RefusedSchema when it is anywhere else, or nowhere
     */
    Optional<Place> resolve(String text, String base, String via) {
        String uri = absolute(base, text).orElseThrow(() -> new RefusedSchema("the reference is not a URI", via));
        int hash = uri.indexOf('#');
        String resourceUri = hash < 0 ? uri : uri.substring(0, hash);
        String fragment;
        try {
            // The decoder reads forms, where a plus sign is a space.
            fragment = hash < 0
                    ? ""
                    : URLDecoder.decode(uri.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedSchema("the reference is not a URI", via);
        }
        Place resource = byUri.get(resourceUri);
        if (resource == null) {
            if (MetaSchemas.isBundled(resourceUri)) {
                return Optional.empty();
            }
            throw new RefusedSchema(ELSEWHERE, via);
        }
        if (fragment.isEmpty()) {
            return Optional.of(resource);
        }
        if (!fragment.startsWith("/")) {
            Place anchored = byUri.get(resourceUri + '#' + fragment);
            if (anchored == null) {
                throw new RefusedSchema("the reference names an anchor that is not in the schema", via);
            }
            return Optional.of(anchored);
        }
        return Optional.of(descend(resource, fragment, via));
    }

    private Place descend(Place resource, String fragment, String via) {
        JsonValue value = resource.schema();
        String pointer = resource.pointer();
        String base = resource.base();
        boolean isFirst = true;
        for (String token : Pointers.tokens(fragment)) {
            if (!isFirst && value instanceof JsonObject object) {
                base = enter(object, base);
            }
            isFirst = false;
            value = Pointers.step(value, token)
                    .orElseThrow(() -> new RefusedSchema("the reference names a place that is not in the schema", via));
            pointer = Pointers.child(pointer, token);
        }
        return new Place(value, pointer, base);
    }

    /** Finds identifiers where schemas are; a member called {@code $id} in an enum or a default is no identifier. */
    private void register(JsonValue value, String pointer, String outerBase) {
        if (!(value instanceof JsonObject schema)) {
            return;
        }
        Optional<String> own = baseIn(schema, outerBase);
        String base = own.orElse(outerBase);
        own.ifPresent(uri -> byUri.putIfAbsent(uri, new Place(schema, pointer, uri)));
        anchors(schema, pointer, base);
        schema.members().forEach((name, held) -> {
            SchemaKeywords.Keyword keyword = SchemaKeywords.all().get(name);
            if (keyword == null) {
                return;
            }
            keyword.holding().forEach(held, Pointers.child(pointer, name), (one, at) -> register(one, at, base));
        });
    }

    private void anchors(JsonObject schema, String pointer, String base) {
        Place place = new Place(schema, pointer, base);
        if (isIdAnchor) {
            if (schema.members().get(idKeyword) instanceof JsonString id
                    && id.value().startsWith("#")
                    && id.value().length() > 1) {
                byUri.putIfAbsent(base + id.value(), place);
            }
            return;
        }
        if (schema.members().get("$anchor") instanceof JsonString anchor) {
            byUri.putIfAbsent(base + '#' + anchor.value(), place);
        }
        if (schema.members().get("$dynamicAnchor") instanceof JsonString anchor) {
            byUri.putIfAbsent(base + '#' + anchor.value(), place);
        }
    }

    private Optional<String> baseIn(JsonObject schema, String outerBase) {
        if (isRefAlone && schema.members().get("$ref") instanceof JsonString) {
            return Optional.empty();
        }
        if (!(schema.members().get(idKeyword) instanceof JsonString id)
                || id.value().startsWith("#")) {
            return Optional.empty();
        }
        return absolute(outerBase, id.value()).map(uri -> {
            int hash = uri.indexOf('#');
            return hash < 0 ? uri : uri.substring(0, hash);
        });
    }

    private static Optional<String> absolute(String base, String text) {
        if (text.startsWith("#") || text.isEmpty()) {
            return Optional.of(base + text);
        }
        try {
            URI reference = new URI(text);
            return Optional.of(
                    reference.isAbsolute()
                            ? text
                            : new URI(base).resolve(reference).toString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
