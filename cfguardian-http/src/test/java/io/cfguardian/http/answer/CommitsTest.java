package io.cfguardian.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.event.Event;
import io.cfguardian.http.json.Json;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.example.EveryKind;
import io.cfguardian.testkit.example.Examples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What auditors get of every kind of change, checked as docs/chain.md says. */
final class CommitsTest {

    @Test
    void aCommitIsWrittenWithAllThatItsHashCovers() {
        List<Event> events = EveryKind.events();

        ExportedChain chain = ExportedChain.check(export(events));

        assertThat(chain.commits()).hasSameSizeAs(events);
    }

    @Test
    void theExampleOfTheDocumentationHasTheMembersThatAreWritten() throws IOException {
        String example = Files.readString(Path.of("../docs/chain-example.ndjson"));

        assertThat(membersByType(example)).isEqualTo(membersByType(export(EveryKind.events())));
    }

    /** One commit for each event. */
    private static String export(List<Event> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Hash previous = Hash.ZERO;
        long revision = 0;
        for (Event event : events) {
            revision++;
            Commit commit = Commit.append(
                    Examples.stamp(revision), Examples.clientRequest("r-" + revision), List.of(event), previous);
            try (JsonGenerator json = Json.generator(lines)) {
                Commits.record(json, commit);
            }
            lines.write('\n');
            previous = commit.hash();
        }
        return lines.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> membersByType(String export) {
        Map<String, List<String>> members = new TreeMap<>();
        for (JsonNode commit : ExportedChain.check(export).commits()) {
            for (JsonNode change : commit.path("changes")) {
                members.put(change.path("type").asString(), new ArrayList<>(change.propertyNames()));
            }
        }
        return members;
    }
}
