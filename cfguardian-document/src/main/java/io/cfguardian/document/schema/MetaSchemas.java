package io.cfguardian.document.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import io.cfguardian.app.document.ParseResult;
import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.schema.CompiledSchema.Violation;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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

    /** Of the dialects that were asked for: making all of them takes a fifth of a second of a start. */
    private final Map<Dialect, Engine.Evaluation> checks = new ConcurrentHashMap<>();

    /** The most telling breach of the dialect's meta-schema, if there is one. */
    Optional<Violation> breach(JsonValue schema, Dialect dialect) {
        Engine.Evaluation check = checks.computeIfAbsent(dialect, MetaSchemas::check);
        // The deepest tells most: what is above it are combinations that it made fail.
        return check.evaluate(schema).stream()
                .max(Comparator.<Violation>comparingInt(
                                v -> Pointers.tokens(v.pointer()).size())
                        .thenComparing(Violation::pointer, Comparator.reverseOrder())
                        .thenComparing(Violation::keyword, Comparator.reverseOrder()));
    }

    private static Engine.Evaluation check(Dialect dialect) {
        return switch (dialect) {
            case DRAFT_04, DRAFT_06, DRAFT_07 -> byEverit(dialect);
            case DRAFT_2019_09, DRAFT_2020_12 -> byNetworknt(dialect);
        };
    }

    // Formats are not asserted of schemas: people's identifiers are not always URIs.

    private static Engine.Evaluation byEverit(Dialect dialect) {
        JsonValue metaSchema = read(dialect);
        SchemaGraph graph = SchemaGraph.of(metaSchema, dialect, Integer.MAX_VALUE);
        // Everit knows some formats by itself, so each must be told to let everything pass.
        Map<String, Predicate<String>> lax = new TreeMap<>();
        Formats.all().keySet().forEach(name -> lax.put(name, text -> true));
        return EveritEngine.prepare(metaSchema, dialect, graph, lax);
    }

    private static Engine.Evaluation byNetworknt(Dialect dialect) {
        Schema metaSchema = NetworkntRegistry.forMetaSchemas(dialect).getSchema(SchemaLocation.of(dialect.uri()));
        return schema -> NetworkntEngine.evaluate(metaSchema, schema, false);
    }

    private static JsonValue read(Dialect dialect) {
        try (InputStream text = open(dialect.uri()).orElseThrow()) {
            ParseResult result = new StrictDocumentParser(ParserLimits.standard())
                    .parse(MediaType.JSON, Bytes.of(text.readAllBytes()));
            return switch (result) {
                case Parsed parsed -> parsed.value();
                case Malformed malformed ->
                    throw new IllegalStateException(dialect + "'s meta-schema is malformed: " + malformed.detail());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("the meta-schema of " + dialect + " cannot be read", e);
        }
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
