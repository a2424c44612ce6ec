package io.cfguardian.http.json;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** How JSON is written: compact, numbers in plain decimal form where that is short, times in milliseconds. */
public final class Json {

    /** Whoever has the stream says when it is flushed: a small answer then goes out in one piece, its length at its head. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** A generator onto {@code out}, which is neither flushed nor closed by it. Its exceptions are unchecked. */
    public static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes a value. */
    public static void write(JsonGenerator json, JsonValue value) {
        switch (value) {
            case JsonNull.NULL -> json.writeNull();
            case JsonBoolean(boolean bool) -> json.writeBoolean(bool);
            case JsonNumber number ->
                json.writeNumber(CanonicalJson.bytes(number).utf8());
            case JsonString(String text) -> json.writeString(text);
            case JsonArray(var elements) -> {
                json.writeStartArray();
                elements.forEach(element -> write(json, element));
                json.writeEndArray();
            }
            case JsonObject(var members) -> {
                json.writeStartObject();
                members.forEach((name, member) -> {
                    json.writeName(name);
                    write(json, member);
                });
                json.writeEndObject();
            }
        }
    }

    /**
     * Writes a member whose value is JSON text already, without a copy.
     *
     * @param out what {@code json} writes to
     */
    public static void raw(JsonGenerator json, OutputStream out, String name, Bytes text) {
        json.writeName(name);
        // The empty raw value moves the generator past the colon; the text then goes to the stream behind its back.
        json.writeRawValue("");
        json.flush();
        try {
            text.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member that is a time in UTC with milliseconds, or null. */
    public static void time(JsonGenerator json, String name, @Nullable Instant time) {
        if (time == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, time(time));
        }
    }

    /** A time in UTC with milliseconds. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** A member that is a string or null. */
    public static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    /** A member that is a number or null. */
    public static void number(JsonGenerator json, String name, @Nullable Long number) {
        if (number == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, number);
        }
    }
}
