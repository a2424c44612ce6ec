package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.app.schema.CompiledSchema.Exceeded;
import io.cfguardian.app.schema.CompiledSchema.Invalid;
import io.cfguardian.app.schema.CompiledSchema.Valid;
import io.cfguardian.app.schema.SchemaCompiler.Refused;
import io.cfguardian.app.schema.SchemaCompiler.Usable;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.testkit.data.RealConfigs;
import io.cfguardian.testkit.data.RealConfigs.RealDocument;
import io.cfguardian.testkit.data.RealConfigs.RealSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every published schema is compiled and every document for it is parsed and judged. */
class RealConfigsValidationIT {

    private final StrictDocumentParser parser = new StrictDocumentParser(ParserLimits.standard());

    @Test
    void publishedSchemasAreAcceptedAndTheirDocumentsJudgedRightly() {
        List<RealSchema> schemas = RealConfigs.all();
        List<String> refused = new ArrayList<>();
        List<String> deviating = new ArrayList<>();
        int documents = 0;
        try (DialectSchemaCompiler compiler = new DialectSchemaCompiler(Schemas.PATIENT)) {
            for (RealSchema schema : schemas) {
                documents += schema.documents().size();
                switch (compiler.compile(Schemas.document(Schemas.value(MediaType.JSON, schema.text())))) {
                    case Refused refusal -> refused.add(schema.name() + ": " + refusal);
                    case Usable usable -> {
                        assertThat(usable.dialect().label()).isEqualTo(schema.dialect());
                        for (RealDocument document : schema.documents()) {
                            String verdict = verdict(usable, document);
                            if (!verdict.equals(document.isValid() ? "valid" : "invalid")) {
                                deviating.add(document.path() + ": " + verdict);
                            }
                        }
                    }
                }
            }
        }
        System.out.printf(
                "published schemas: %d accepted, %d refused; documents: %d judged rightly, %d deviating%n",
                schemas.size() - refused.size(), refused.size(), documents - deviating.size(), deviating.size());
        assertThat(schemas).hasSize(267);
        assertThat(documents).isEqualTo(936);
        assertThat(refused).isEmpty();
        assertThat(deviating).isEmpty();
    }

    private String verdict(Usable schema, RealDocument document) {
        return switch (parser.parse(document.mediaType(), document.text())) {
            case Malformed malformed -> malformed.toString();
            case Parsed parsed ->
                switch (schema.schema().validate(parsed.value())) {
                    case Valid ignored -> "valid";
                    case Invalid ignored -> "invalid";
                    case Exceeded exceeded -> exceeded.reason();
                };
        };
    }
}
