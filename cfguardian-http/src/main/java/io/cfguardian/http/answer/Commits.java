package io.cfguardian.http.answer;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.event.ClusterEvent;
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
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The shapes in which commits are answered: to auditors with all that the hash covers, to watchers with what changed. */
public final class Commits {

    private Commits() {}

    /** A commit as the chain has it. */
    public static void record(JsonGenerator json, Commit commit) {
        json.writeStartObject();
        head(json, commit);
        Json.text(
                json,
                "project",
                commit.events()
                        .getFirst()
                        .subject()
                        .owner()
                        .map(ProjectKey::value)
                        .orElse(null));
        json.writeName("request");
        json.writeStartObject();
        json.writeStringProperty("origin", commit.requestId().origin() == Origin.CLIENT ? "client" : "node");
        json.writeStringProperty("id", commit.requestId().value());
        json.writeEndObject();
        json.writeArrayPropertyStart("changes");
        for (Event event : commit.events()) {
            json.writeStartObject();
            change(json, event);
            details(json, event);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("previousHash", commit.previous().hex());
        json.writeStringProperty("hash", commit.hash().hex());
        json.writeEndObject();
    }

    /** A commit as the chain has it, as a text. */
    public static String text(Commit commit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            record(json, commit);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * A commit as a watcher sees it.
     *
     * @param events those that pass the watch's filter
     * @param documents the document of a put, nothing when documents are left out
     */
    public static void watched(
            JsonGenerator json,
            OutputStream out,
            Commit commit,
            List<Event> events,
            Function<ConfigPut, Optional<Document>> documents) {
        json.writeStartObject();
        head(json, commit);
        json.writeArrayPropertyStart("changes");
        for (Event event : events) {
            json.writeStartObject();
            change(json, event);
            if (event instanceof ConfigPut put) {
                documents.apply(put).ifPresent(document -> Json.raw(json, out, "value", document.json()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, Commit commit) {
        json.writeNumberProperty("revision", commit.revision().value());
        Json.time(json, "time", commit.time());
        json.writeStringProperty("author", commit.author().name());
    }

    /** What every change has. */
    private static void change(JsonGenerator json, Event event) {
        json.writeStringProperty("type", EventKind.of(event).text());
        switch (event.subject()) {
            case ProjectKey ignored -> place(json, null, null);
            case UserId ignored -> place(json, null, null);
            case MemberId ignored -> place(json, null, null);
            case ServiceTokenId ignored -> place(json, null, null);
            case IdentityPart ignored -> place(json, null, null);
            case NodeId ignored -> place(json, null, null);
            case ClusterPart ignored -> place(json, null, null);
            case EnvironmentId environment -> place(json, environment.key().value(), null);
            case SchemaId schema -> place(json, null, schema.key().value());
            case ConfigId config ->
                place(json, config.environment().value(), config.key().value());
        }
        Version version = version(event);
        Json.number(json, "version", version == null ? null : version.value());
        Envelopes.schema(json, event instanceof ConfigPut put ? put.schema() : null);
    }

    private static void place(JsonGenerator json, @Nullable String environment, @Nullable String key) {
        Json.text(json, "environment", environment);
        Json.text(json, "key", key);
    }

    private static @Nullable Version version(Event event) {
        return switch (event) {
            case ProjectCreated ignored -> null;
            case ProjectUpdated ignored -> null;
            case ProjectDeleted ignored -> null;
            case EnvironmentCreated ignored -> null;
            case EnvironmentUpdated ignored -> null;
            case EnvironmentDeleted ignored -> null;
            case SchemaPut put -> put.version();
            case ConfigPut put -> put.version();
            case ConfigDeleted deleted -> deleted.version();
            case IdentityEvent ignored -> null;
            case ClusterEvent ignored -> null;
        };
    }

    /** What a kind of change has beside that. */
    private static void details(JsonGenerator json, Event event) {
        switch (event) {
            case ProjectCreated created -> json.writeStringProperty("description", created.description());
            case ProjectUpdated updated -> json.writeStringProperty("description", updated.description());
            case EnvironmentCreated(var ignored, String description, var schemas) -> {
                json.writeStringProperty("description", description);
                json.writeStringProperty("schemas", Envelopes.name(schemas));
            }
            case EnvironmentUpdated(var ignored, String description, var schemas) -> {
                json.writeStringProperty("description", description);
                json.writeStringProperty("schemas", Envelopes.name(schemas));
            }
            case SchemaPut put -> {
                json.writeStringProperty("dialect", put.dialect().uri());
                document(json, put.document());
            }
            case ConfigPut put -> document(json, put.document());
            case IdentityEvent identity -> IdentityCommits.details(json, identity);
            case ClusterEvent cluster -> ClusterCommits.details(json, cluster);
            case ProjectDeleted ignored -> {}
            case EnvironmentDeleted ignored -> {}
            case ConfigDeleted ignored -> {}
        }
    }

    private static void document(JsonGenerator json, DocumentRef document) {
        json.writeStringProperty("mediaType", document.mediaType().text());
        json.writeNumberProperty("sizeBytes", document.sizeBytes());
        json.writeStringProperty("textHash", document.textHash().hex());
        json.writeStringProperty("hash", document.valueHash().hex());
    }
}
