package io.cfguardian.document.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.schema.Dialect;
import java.io.InputStream;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dialects' own schemas, which networknt's archive holds, and whether a schema conforms to them. Used by many threads. */
final class MetaSchemas {

    private static final String SITE = "://json-schema.org/";

    private static final Set<String> PATHS = Set.of(
            "draft-04/schema",
            "draft-06/schema",
            "draft-07/schema",
            "draft/2019-09/schema",
            "draft/2019-09/meta/core",
            "draft/2019-09/meta/applicator",
            "draft/2019-09/meta/validation",
            "draft/2019-09/meta/meta-data",
            "draft/2019-09/meta/format",
            "draft/2019-09/meta/content",
            "draft/2020-12/schema",
            "draft/2020-12/meta/core",
            "draft/2020-12/meta/applicator",
            "draft/2020-12/meta/unevaluated",
            "draft/2020-12/meta/validation",
            "draft/2020-12/meta/meta-data",
            "draft/2020-12/meta/format-annotation",
            "draft/2020-12/meta/format-assertion",
            "draft/2020-12/meta/content");

    private final Map<Dialect, Schema> schemas = new EnumMap<>(Dialect.class);

    MetaSchemas() {
        for (Dialect dialect : Dialect.values()) {
            SchemaRegistry registry = NetworkntRegistry.forMetaSchemas(dialect);
            schemas.put(dialect, registry.getSchema(SchemaLocation.of(dialect.uri())));
        }
    }

    /** The first breach of the dialect's meta-schema, if there is one. */
    Optional<Violation> firstBreach(JsonValue schema, Dialect dialect) {
        Schema metaSchema = schemas.get(dialect);
        if (metaSchema == null) {
            throw new IllegalStateException("no meta-schema of " + dialect);
        }
        List<Violation> violations = NetworkntEngine.evaluate(metaSchema, schema, false);
        // The deepest is the most telling: what is above it are combinations that it made fail.
        return violations.stream()
                .max(Comparator.<Violation>comparingInt(
                                v -> Pointers.tokens(v.pointer()).size())
                        .thenComparing(Violation::pointer, Comparator.reverseOrder())
                        .thenComparing(Violation::keyword, Comparator.reverseOrder()));
    }

    /** Whether {@code uri}, without a fragment, names a meta-schema that is at hand. */
    static boolean isBundled(String uri) {
        return path(uri).isPresent();
    }

    /** The text of a bundled meta-schema; closed by the caller. */
    static Optional<InputStream> open(String uri) {
        return path(uri).map(path -> {
            InputStream text = Schema.class.getClassLoader().getResourceAsStream(path);
            if (text == null) {
                throw new IllegalStateException("the meta-schema " + path + " is not in networknt's archive");
            }
            return text;
        });
    }

    private static Optional<String> path(String uri) {
        String bare = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
        int site = bare.indexOf(SITE);
        if (!bare.startsWith("http") || site < 0 || site > 5) {
            return Optional.empty();
        }
        String path = bare.substring(site + SITE.length());
        return PATHS.contains(path) ? Optional.of(path) : Optional.empty();
    }
}
