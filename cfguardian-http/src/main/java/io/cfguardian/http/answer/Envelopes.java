package io.cfguardian.http.answer;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.registry.SchemaQueries.SchemaText;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.http.json.Json;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The shapes in which projects, environments, schemas and configs are answered. */
public final class Envelopes {

    private Envelopes() {}

    /** A project. */
    public static void write(JsonGenerator json, Project project) {
        json.writeStartObject();
        json.writeStringProperty("key", project.key().value());
        json.writeStringProperty("description", project.description());
        json.writeNumberProperty("environments", project.environments());
        json.writeNumberProperty("schemas", project.schemas());
        json.writeNumberProperty("revision", project.changed().value());
        created(json, project.created());
        json.writeEndObject();
    }

    /** An environment. */
    public static void write(JsonGenerator json, Environment environment) {
        json.writeStartObject();
        json.writeStringProperty("project", environment.id().project().value());
        json.writeStringProperty("key", environment.id().key().value());
        json.writeStringProperty("description", environment.description());
        json.writeStringProperty("schemas", name(environment.schemas()));
        json.writeNumberProperty("configs", environment.configs());
        json.writeNumberProperty("revision", environment.changed().value());
        created(json, environment.created());
        json.writeEndObject();
    }

    /** The demand as the contract names it. */
    public static String name(SchemaDemand demand) {
        return switch (demand) {
            case OPTIONAL -> "optional";
            case REQUIRED -> "required";
        };
    }

    private static void created(JsonGenerator json, Stamp stamp) {
        json.writeName("created");
        json.writeStartObject();
        json.writeNumberProperty("revision", stamp.revision().value());
        Json.time(json, "time", stamp.time());
        json.writeStringProperty("author", stamp.author().name());
        json.writeEndObject();
    }

    /** A schema's version without its document. */
    public static void write(JsonGenerator json, SchemaVersion schema) {
        json.writeStartObject();
        members(json, schema);
        json.writeEndObject();
    }

    /** A schema's version with its document. */
    public static void write(JsonGenerator json, OutputStream out, SchemaText text) {
        json.writeStartObject();
        members(json, text.schema());
        Json.raw(json, out, "document", text.document().json());
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, SchemaVersion schema) {
        json.writeStringProperty("project", schema.id().project().value());
        json.writeStringProperty("schema", schema.id().key().value());
        json.writeNumberProperty("version", schema.version().value());
        json.writeNumberProperty("revision", schema.stamp().revision().value());
        json.writeStringProperty("dialect", schema.dialect().uri());
        json.writeStringProperty("hash", schema.document().valueHash().hex());
        stamp(json, schema.stamp());
    }

    /** A config's version, with its document if there is one at hand; a tombstone has a null value. */
    public static void write(JsonGenerator json, OutputStream out, ConfigText text) {
        json.writeStartObject();
        members(json, text.config());
        var document = text.document();
        if (document != null) {
            Json.raw(json, out, "value", document.json());
        } else if (!text.config().isLive()) {
            json.writeNullProperty("value");
        }
        deleted(json, text.config());
        json.writeEndObject();
    }

    /** A config's version without its document. */
    public static void write(JsonGenerator json, ConfigVersion config) {
        json.writeStartObject();
        members(json, config);
        deleted(json, config);
        json.writeEndObject();
    }

    private static void members(JsonGenerator json, ConfigVersion config) {
        json.writeStringProperty("project", config.id().project().value());
        json.writeStringProperty("environment", config.id().environment().value());
        json.writeStringProperty("key", config.id().key().value());
        json.writeNumberProperty("version", config.version().value());
        json.writeNumberProperty("revision", config.stamp().revision().value());
        switch (config.content()) {
            case Live(var document, var schema) -> {
                schema(json, schema);
                json.writeStringProperty("mediaType", document.mediaType().text());
                json.writeStringProperty("hash", document.valueHash().hex());
            }
            case Deleted.DELETED -> {
                schema(json, null);
                json.writeNullProperty("mediaType");
                json.writeNullProperty("hash");
            }
        }
        stamp(json, config.stamp());
    }

    private static void deleted(JsonGenerator json, ConfigVersion config) {
        if (!config.isLive()) {
            json.writeBooleanProperty("deleted", true);
        }
    }

    /** One side of a comparison. */
    public static void side(JsonGenerator json, String name, ConfigVersion config) {
        if (!(config.content() instanceof Live(var document, var schema))) {
            throw new IllegalStateException("a tombstone was compared: " + config.id());
        }
        json.writeName(name);
        json.writeStartObject();
        json.writeNumberProperty("version", config.version().value());
        json.writeNumberProperty("revision", config.stamp().revision().value());
        stamp(json, config.stamp());
        json.writeStringProperty("mediaType", document.mediaType().text());
        schema(json, schema);
        json.writeEndObject();
    }

    private static void stamp(JsonGenerator json, Stamp stamp) {
        json.writeStringProperty("author", stamp.author().name());
        Json.time(json, "time", stamp.time());
    }

    /** The member {@code schema}: what a config is bound to. */
    public static void schema(JsonGenerator json, @Nullable SchemaRef schema) {
        if (schema == null) {
            json.writeNullProperty("schema");
            return;
        }
        json.writeName("schema");
        json.writeStartObject();
        json.writeStringProperty("key", schema.key().value());
        json.writeNumberProperty("version", schema.version().value());
        json.writeEndObject();
    }
}
