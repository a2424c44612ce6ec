package io.cfguardian.document.schema;

import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.schema.Dialect;
import java.time.Duration;
import java.util.LinkedHashMap;

/** Schemas and instances for tests, from text. */
final class Schemas {

    private static final StrictDocumentParser PARSER = new StrictDocumentParser(ParserLimits.standard());

    /** The standard limits on a machine that may be busy with other tests: only steps end an evaluation. */
    static final ValidationLimits PATIENT = ValidationLimits.standard().withTimeMax(Duration.ofMinutes(2));

    private Schemas() {}

    static JsonValue value(String json) {
        return value(MediaType.JSON, Bytes.utf8(json));
    }

    static JsonValue value(MediaType mediaType, Bytes text) {
        return switch (PARSER.parse(mediaType, text)) {
            case Parsed parsed -> parsed.value();
            case Malformed malformed -> throw new IllegalArgumentException(malformed.toString());
        };
    }

    static Document document(JsonValue value) {
        return Document.of(MediaType.JSON, CanonicalJson.bytes(value), value);
    }

    static Document document(String json) {
        return document(value(json));
    }

    /** {@code schema} with a {@code $schema} that names {@code dialect}, unless it names one. */
    static JsonValue in(Dialect dialect, JsonObject schema) {
        LinkedHashMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("$schema", new JsonString(dialect.uri()));
        members.putAll(schema.members());
        return new JsonObject(members);
    }

    static Document document(Dialect dialect, String json) {
        return document(in(dialect, (JsonObject) value(json)));
    }

    /** The member {@code name} of an object that must have it. */
    static JsonValue member(JsonValue object, String name) {
        JsonValue value = ((JsonObject) object).members().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return value;
    }
}
