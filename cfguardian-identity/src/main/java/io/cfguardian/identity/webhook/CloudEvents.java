package io.cfguardian.identity.webhook;

import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Security events as CloudEvents 1.0 in JSON; {@code data} is what {@code GET security/events} shows of one. */
final class CloudEvents {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String source;

    CloudEvents(String source) {
        this.source = source;
    }

    /**
     * The id of an event, the same whoever delivers it and how often. The number alone would do in one cluster; one that is
     * set up from a backup gives out numbers again that the first one used after the backup, at other times.
     */
    static String id(SecurityEvent event) {
        return event.sequence() + "-" + event.time().toEpochMilli();
    }

    byte[] single(SecurityEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, event);
        }
        return out.toByteArray();
    }

    byte[] batch(List<SecurityEvent> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartArray();
            events.forEach(event -> write(json, event));
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    private void write(JsonGenerator json, SecurityEvent event) {
        SecurityEvent.Kind kind = event.observation().kind();
        Principal principal = event.observation().principal();
        json.writeStartObject();
        json.writeStringProperty("specversion", "1.0");
        json.writeStringProperty("id", id(event));
        json.writeStringProperty("source", source);
        json.writeStringProperty("type", "io.cfguardian.security." + name(kind) + ".v1");
        json.writeStringProperty("time", time(event.time()));
        if (principal != null) {
            json.writeStringProperty("subject", principal.name());
        }
        json.writeStringProperty("severity", name(kind.severity()));
        json.writeStringProperty("datacontenttype", "application/json");
        json.writeName("data");
        data(json, event);
        json.writeEndObject();
    }

    private static void data(JsonGenerator json, SecurityEvent event) {
        SecurityEvent.Observation seen = event.observation();
        Principal principal = seen.principal();
        ProjectKey project = seen.project();
        Source from = seen.source();
        json.writeStartObject();
        json.writeNumberProperty("sequence", event.sequence());
        json.writeStringProperty("time", time(event.time()));
        json.writeStringProperty("kind", name(seen.kind()));
        json.writeStringProperty("severity", name(seen.kind().severity()));
        text(json, "principal", principal == null ? null : principal.name());
        text(json, "project", project == null ? null : project.value());
        json.writeStringProperty("address", from == null ? "" : from.address());
        json.writeStringProperty("agent", from == null ? "" : from.agent());
        json.writeStringProperty("requestId", seen.requestId());
        json.writeStringProperty("detail", seen.detail());
        json.writeNumberProperty("revision", event.revision().value());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
