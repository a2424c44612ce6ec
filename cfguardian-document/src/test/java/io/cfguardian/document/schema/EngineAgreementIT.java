package io.cfguardian.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.document.schema.Engine.Evaluation;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.testkit.data.RealConfigs;
import io.cfguardian.testkit.data.RealConfigs.RealDocument;
import io.cfguardian.testkit.data.RealConfigs.RealSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second engine judges what the first has judged: two libraries seldom have the same bug. */
class EngineAgreementIT {

    @Test
    void bothEnginesJudgePublishedDocumentsOfDrafts6And7Alike() {
        List<String> disagreements = new ArrayList<>();
        List<String> notTaken = new ArrayList<>();
        int compared = 0;
        for (RealSchema published : RealConfigs.all()) {
            Dialect dialect = Arrays.stream(Dialect.values())
                    .filter(d -> d.label().equals(published.dialect()))
                    .findFirst()
                    .orElseThrow();
            // Draft 4 alone tells 1.0 from 1, which the values no longer do, and networknt's draft 4 wants the
            // spelling.
            if (dialect != Dialect.DRAFT_06 && dialect != Dialect.DRAFT_07) {
                continue;
            }
            JsonValue schema = Schemas.value(MediaType.JSON, published.text());
            SchemaGraph graph = SchemaGraph.of(schema, dialect, 50_000);
            Evaluation everit = new EveritEngine().prepare(schema, dialect, graph);
            Evaluation networknt;
            try {
                networknt = new NetworkntEngine().prepare(schema, dialect, graph);
            } catch (RefusedSchema e) {
                notTaken.add(published.name());
                continue;
            }
            for (RealDocument document : published.documents()) {
                JsonValue instance = Schemas.value(document.mediaType(), document.text());
                compared++;
                if (everit.evaluate(instance).isEmpty()
                        != networknt.evaluate(instance).isEmpty()) {
                    disagreements.add(document.path());
                }
            }
        }
        System.out.printf("engines compared on %d documents, %d disagreements%n", compared, disagreements.size());
        assertThat(compared).isGreaterThan(650);
        assertThat(disagreements).isEmpty();
        // They refer to names with leading zeros.
        assertThat(notTaken).containsExactlyInAnyOrder("venvironment-schema-v5.0.0", "vtesttree-schema-v2.2.0");
    }
}
