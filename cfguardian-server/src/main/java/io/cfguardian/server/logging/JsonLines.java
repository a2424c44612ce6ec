package io.cfguardian.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Each event as one line of JSON, in ASCII: {@code @timestamp}, {@code level}, {@code logger_name}, {@code thread_name} and
 * {@code message} by the names that Logstash gave them, {@code stack_trace} of an exception, and a member for each value that the
 * line or its thread has. Written by hand because each request has a line and a thread of its own: encoders that keep their
 * buffers by thread make them anew for each.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final int USUAL_BYTES = 512;

    /** Escapes what is not ASCII: text from outside may be no valid Unicode, and a line must not fail for that. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("@timestamp", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger_name", event.getLoggerName());
            json.writeStringProperty("thread_name", event.getThreadName());
            json.writeStringProperty("message", event.getFormattedMessage());
            event.getMDCPropertyMap().forEach(json::writeStringProperty);
            @Nullable List<KeyValuePair> values = event.getKeyValuePairs();
            if (values != null) {
                values.forEach(pair -> write(json, pair.key, pair.value));
            }
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                json.writeStringProperty("stack_trace", ThrowableProxyUtil.asString(thrown));
            }
            json.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(JsonGenerator json, String name, @Nullable Object value) {
        switch (value) {
            case Integer number -> json.writeNumberProperty(name, number);
            case Long number -> json.writeNumberProperty(name, number);
            case null, default -> json.writeStringProperty(name, String.valueOf(value));
        }
    }
}
