package io.cfguardian.app.registry;

import io.cfguardian.app.replica.View;
import io.cfguardian.app.schema.CompiledSchema;
import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Invalid;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.SchemaCompiler;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.app.telemetry.CurrentSpan;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import java.util.Optional;

/** Judges values by stored schemas. Used by many threads. */
public final class SchemaGuard {

    private final SchemaCompiler compiler;

    public SchemaGuard(SchemaCompiler compiler) {
        this.compiler = compiler;
    }

    /** What a guard found. */
    public sealed interface Judgement {}

    /** The value conforms to this version, which is the schema's newest in the view. */
    public record Conforms(SchemaRef schema) implements Judgement {}

    /** It does not, or that could not be found out. */
    public record Fails(Refusal refusal) implements Judgement {}

    /** Judges {@code value} by the newest version of a schema. */
    public Judgement judge(View view, SchemaId id, JsonValue value) {
        Optional<SchemaVersion> newest = view.schema(id);
        if (newest.isEmpty()) {
            return new Fails(new Refusal.UnknownSchema(id));
        }
        SchemaVersion schema = newest.get();
        return judge(schema.ref(), view.document(id, schema.version()).orElseThrow(), value);
    }

    /** Judges {@code value} by a schema that is at hand. */
    public Judgement judge(SchemaRef schema, Document document, JsonValue value) {
        try (Span span = CurrentSpan.get().child("schema.validate", Span.Kind.INTERNAL)) {
            Judgement judgement = judged(schema, document, value);
            span.put("cfguardian.validation", judgement instanceof Conforms ? "conforms" : "fails");
            return judgement;
        }
    }

    private Judgement judged(SchemaRef schema, Document document, JsonValue value) {
        return switch (compiler.compile(document)) {
            case Refused(String reason, String pointer) -> new Fails(new Refusal.UnusableSchema(reason, pointer));
            case Usable(var ignored, CompiledSchema compiled) ->
                switch (compiled.validate(value)) {
                    case Valid.VALID -> new Conforms(schema);
                    case Invalid(var violations) -> new Fails(new Refusal.Violated(schema, violations));
                    case Exceeded(String reason) -> new Fails(new Refusal.BudgetExceeded(schema, reason));
                };
        };
    }
}
