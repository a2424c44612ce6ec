package io.cfguardian.server.benchmark;

import io.cfguardian.app.document.ParseResult;
import io.cfguardian.app.schema.CompiledSchema;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.CompiledSchema.Verdict;
import io.cfguardian.app.schema.SchemaCompiler.Compilation;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.document.schema.DialectSchemaCompiler;
import io.cfguardian.document.schema.ValidationLimits;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What is done with a document before it is proposed, each step by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls compile first.
public class DocumentBenchmark {

    /** Properties of the schema and bytes of the document. */
    @Param({"20x256", "200x102400"})
    public String shape;

    private final StrictDocumentParser parser = new StrictDocumentParser(ParserLimits.standard());
    private final DialectSchemaCompiler compiler = new DialectSchemaCompiler(ValidationLimits.standard());
    private Document schemaDocument;
    private CompiledSchema schema;
    private Bytes text;
    private JsonValue value;

    /** A schema and a document that conforms to it. */
    @Setup(Level.Trial)
    public void compile() {
        int properties = Integer.parseInt(shape.split("x", 2)[0]);
        int bytes = Integer.parseInt(shape.split("x", 2)[1]);
        schemaDocument = new Load().parsed(Load.schema(properties));
        schema = ((Usable) compiler.compile(schemaDocument)).schema();
        text = Bytes.utf8(properties == 20 ? new Load().document() : Load.document(properties, bytes));
        value = ((ParseResult.Parsed) parser.parse(MediaType.JSON, text)).value();
        if (!(validate() instanceof Valid)) {
            throw new IllegalStateException("not valid: " + validate());
        }
    }

    /** Strictly: duplicates, depth, numbers. */
    @Benchmark
    public ParseResult parse() {
        return parser.parse(MediaType.JSON, text);
    }

    /** The canonical form and its SHA-256. */
    @Benchmark
    public Document canonicalHash() {
        return Document.of(MediaType.JSON, text, value);
    }

    /** The validation on its pool, as a write waits for it. */
    @Benchmark
    public Verdict validate() {
        return schema.validate(value);
    }

    /** A schema that was compiled before. */
    @Benchmark
    public Compilation compiledBefore() {
        return compiler.compile(schemaDocument);
    }

    /** Stops the pools. */
    @TearDown(Level.Trial)
    public void close() {
        compiler.close();
    }
}
