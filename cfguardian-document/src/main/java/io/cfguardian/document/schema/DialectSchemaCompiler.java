package io.cfguardian.document.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cfguardian.app.document.DocumentParser;
import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.schema.SchemaCompiler;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.document.schema.EvaluationPool.Finished;
import io.cfguardian.document.schema.EvaluationPool.Stopped;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;

/**
 * Compiles a schema with the engine of its dialect. What came of a schema is kept under its value hash,
 * so the same schema is compiled once however often it is used; what was stopped by time or by load is not kept.
 * Compiling runs on threads of this object's own, which {@link #close} ends, and so does validating unless it is known to cost
 * little. Used by many threads.
 */
public final class DialectSchemaCompiler implements SchemaCompiler, AutoCloseable {

    // What a compiled schema weighs beside its text, in the cache's reckoning.
    private static final int ENTRY_BYTES = 1_024;

    private record Entry(Compilation compilation, int bytes) {}

    private final ValidationLimits limits;
    // Apart, so that a schema that is slow to compile holds up no validation.
    private final EvaluationPool compilations;
    private final EvaluationPool validations;
    private final DocumentParser parser = new StrictDocumentParser(ParserLimits.standard());
    private final MetaSchemas metaSchemas = new MetaSchemas();
    private final Engine everit = new EveritEngine();
    private final Engine networknt = new NetworkntEngine();
    private final Cache<Hash, Entry> compiled;

    /** A compiler whose threads start when they are needed. */
    public DialectSchemaCompiler(ValidationLimits limits) {
        this.limits = limits;
        this.compilations = new EvaluationPool("schema-compilation", 1, limits);
        this.validations = new EvaluationPool("schema-validation", limits.threads(), limits);
        this.compiled = Caffeine.newBuilder()
                .maximumWeight(limits.cacheBytesMax())
                .weigher((Hash hash, Entry entry) -> entry.bytes())
                .build();
    }

    @Override
    public Compilation compile(Document schema) {
        Entry known = compiled.getIfPresent(schema.valueHash());
        if (known != null) {
            return known.compilation();
        }
        return switch (compilations.run(
                limits.compilationTimeMax(),
                () -> compileHere(value(schema), schema.json().size()))) {
            case Finished<Compilation> finished -> {
                Compilation compilation = finished.value();
                compiled.put(
                        schema.valueHash(), new Entry(compilation, schema.json().size() + ENTRY_BYTES));
                yield compilation;
            }
            case Stopped<Compilation> stopped ->
                new Refused("compiling the schema was stopped: " + stopped.reason(), "");
        };
    }

    @Override
    public void close() {
        compilations.close();
        validations.close();
    }

    private Compilation compileHere(JsonValue schema, int bytes) {
        try {
            Dialect dialect = dialect(schema);
            metaSchemas.breach(schema, dialect).ifPresent(breach -> {
                throw new RefusedSchema(
                        "not a schema of " + dialect.label() + ": " + breach.message(), breach.pointer());
            });
            SchemaGraph graph = SchemaGraph.of(schema, dialect, limits.schemasMax());
            ApplicationCost.requireBounded(graph, limits);
            Engine.Evaluation evaluation = engine(dialect).prepare(schema, dialect, graph);
            long partsMax = PlainSchema.isPlain(graph) ? PlainSchema.LOOKS_MAX / bytes : 0;
            return new Usable(dialect, new BoundedSchema(evaluation, validations, limits, partsMax));
        } catch (RefusedSchema e) {
            return new Refused(e.reason(), e.pointer());
        }
    }

    private JsonValue value(Document schema) {
        return switch (parser.parse(MediaType.JSON, schema.json())) {
            case Parsed parsed -> parsed.value();
            case Malformed malformed ->
                throw new IllegalStateException("a document's JSON is malformed: " + malformed.detail());
        };
    }

    private Engine engine(Dialect dialect) {
        return switch (dialect) {
            case DRAFT_04, DRAFT_06, DRAFT_07 -> everit;
            case DRAFT_2019_09, DRAFT_2020_12 -> networknt;
        };
    }

    private static Dialect dialect(JsonValue schema) {
        if (schema instanceof JsonBoolean) {
            return Dialect.DRAFT_07;
        }
        if (!(schema instanceof JsonObject object)) {
            throw new RefusedSchema("a schema is an object, true or false", "");
        }
        JsonValue uri = object.members().get("$schema");
        if (uri == null) {
            return Dialect.DRAFT_07;
        }
        if (uri instanceof JsonString text) {
            return Dialect.parse(text.value()).orElseThrow(DialectSchemaCompiler::unknownDialect);
        }
        throw unknownDialect();
    }

    private static RefusedSchema unknownDialect() {
        return new RefusedSchema(
                "unknown dialect; known are drafts 04, 06, 07, 2019-09 and 2020-12 by the URIs of their meta-schemas",
                "/$schema");
    }
}
