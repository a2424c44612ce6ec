package io.cfguardian.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The bytes under the hashes, against commits.txt: a line for each commit with its revision, the bytes and the hash. The
 * file was computed by the script in docs/chain.md from docs/chain-example.ndjson, not by this code, and never changes: what
 * was hashed once must hash the same for ever.
 */
final class ChainBytesTest {

    private static final ProjectKey PAYMENTS = new ProjectKey("payments");
    private static final EnvironmentId PROD = new EnvironmentId(PAYMENTS, new EnvironmentKey("prod"));
    private static final ConfigId LIMITS = ConfigId.of(PROD, new ConfigKey("checkout.limits"));
    private static final ConfigId NOTES = ConfigId.of(PROD, new ConfigKey("notes"));
    private static final Version TWO = new Version(2);

    private Hash previous = Hash.ZERO;
    private long revision;

    @Test
    void theBytesAreThoseOfTheDocumentation() throws IOException {
        List<String> golden = golden();
        List<Commit> commits = commits();

        for (int i = 0; i < commits.size(); i++) {
            Commit commit = commits.get(i);
            Bytes bytes = ChainBytes.of(commit.stamp(), commit.requestId(), commit.events(), commit.previous());
            String hex = HexFormat.of().formatHex(bytes.toByteArray());
            assertThat(commit.revision() + " " + hex + " " + commit.hash()).isEqualTo(golden.get(i));
            assertThat(commit.isIntact()).isTrue();
        }
        assertThat(golden).hasSameSizeAs(commits);
    }

    @Test
    void everyKindOfEventIsAmongThem() {
        assertThat(commits().stream()
                        .flatMap(commit -> commit.events().stream())
                        .<Class<?>>map(Event::getClass))
                .contains(Event.class.getPermittedSubclasses());
    }

    @Test
    void aCommitWithAnyOtherFieldIsNotIntact() {
        Commit commit = commits().getFirst();
        Commit other = commits().getLast();

        assertThat(commit.isIntact()).isTrue();
        for (Commit altered : List.of(
                new Commit(
                        commit.revision().next(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time().plusMillis(1),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        new Principal("admim"),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        new RequestId(Origin.CLIENT, commit.requestId().value()),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        new RequestId(Origin.NODE, "n1-7f3d"),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        other.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.hash(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        Hash.ZERO))) {
            assertThat(altered.isIntact()).isFalse();
        }
    }

    @Test
    void textsThatRunTogetherAreToldApart() {
        Commit one = commit("2026-01-01T12:00:00Z", "a", Origin.NODE, "bc", new ProjectDeleted(PAYMENTS));
        revision = 0;
        previous = Hash.ZERO;
        Commit two = commit("2026-01-01T12:00:00Z", "ab", Origin.NODE, "c", new ProjectDeleted(PAYMENTS));

        assertThat(one.hash()).isNotEqualTo(two.hash());
    }

    /** The commits of docs/chain-example.ndjson. */
    private List<Commit> commits() {
        revision = 0;
        previous = Hash.ZERO;
        JsonValue value = object(Map.of("max", new JsonNumber(BigDecimal.valueOf(100))));
        DocumentRef schema = Document.of(
                        MediaType.JSON,
                        Bytes.utf8("{\"type\":\"object\",\"properties\":{\"max\":{\"type\":\"integer\"}}}"),
                        object(Map.of(
                                "type",
                                new JsonString("object"),
                                "properties",
                                object(Map.of("max", object(Map.of("type", new JsonString("integer"))))))))
                .ref();
        DocumentRef json = Document.of(MediaType.JSON, Bytes.utf8("{ \"max\": 100 }\n"), value)
                .ref();
        DocumentRef yaml = Document.of(MediaType.YAML, Bytes.utf8("max: 100 # per minute\n"), value)
                .ref();
        SchemaKey limits = new SchemaKey("limits");
        return List.of(
                commit(
                        "2026-01-01T12:00:00Z",
                        "admin",
                        Origin.NODE,
                        "n1-7f3c",
                        new ProjectCreated(PAYMENTS, "Payment services")),
                commit(
                        "2026-01-01T12:00:00.250Z",
                        "admin",
                        Origin.NODE,
                        "n1-7f3d",
                        new EnvironmentCreated(PROD, "", SchemaDemand.OPTIONAL)),
                commit(
                        "2026-01-01T12:00:01Z",
                        "alice@example.org",
                        Origin.CLIENT,
                        "release-42",
                        new SchemaPut(new SchemaId(PAYMENTS, limits), Version.FIRST, Dialect.DRAFT_07, schema),
                        new ConfigPut(LIMITS, Version.FIRST, json, new SchemaRef(limits, Version.FIRST)),
                        new ConfigPut(NOTES, Version.FIRST, yaml, null)),
                commit(
                        "2026-01-01T12:00:01Z",
                        "jörg",
                        Origin.NODE,
                        "n2-0001",
                        new EnvironmentUpdated(PROD, "größer \uD83D\uDED2", SchemaDemand.REQUIRED)),
                commit(
                        "2026-01-02T00:00:00.001Z",
                        "admin",
                        Origin.CLIENT,
                        "~!",
                        new ConfigDeleted(LIMITS, TWO),
                        new ConfigDeleted(NOTES, TWO)),
                commit("2026-01-02T00:00:00.001Z", "admin", Origin.NODE, "n3-1", new EnvironmentDeleted(PROD)),
                commit("2026-01-02T00:00:00.001Z", "admin", Origin.NODE, "n3-2", new ProjectUpdated(PAYMENTS, "")),
                commit("2026-12-31T23:59:59.999Z", "admin", Origin.NODE, "n3-3", new ProjectDeleted(PAYMENTS)));
    }

    private Commit commit(String time, String author, Origin origin, String request, Event... events) {
        revision++;
        Stamp stamp = new Stamp(new Revision(revision), Instant.parse(time), new Principal(author));
        Commit commit = Commit.append(stamp, new RequestId(origin, request), List.of(events), previous);
        previous = commit.hash();
        return commit;
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(new LinkedHashMap<>(members));
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ChainBytesTest.class.getResourceAsStream("commits.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
