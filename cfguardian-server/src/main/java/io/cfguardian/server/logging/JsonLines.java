package io.cfguardian.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Each event as one line of JSON, in ASCII: {@code @timestamp}, {@code level}, {@code logger_name}, {@code thread_name} and
 * {@code message} by the names that Logstash gave them, {@code stack_trace} of an exception, and a member for each value that the
 * line or its thread has. Written by hand because each request has a thread of its own: encoders that keep their buffers by thread
 * make them anew for each. The lines of requests are no events: {@link RequestLines}.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private final LineTime time = new LineTime();

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
        JsonLine line = new JsonLine();
        line.member("@timestamp", time.text(event.getTimeStamp()));
        line.member("level", event.getLevel().toString());
        line.member("logger_name", event.getLoggerName());
        line.member("thread_name", event.getThreadName());
        line.member("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(line::member);
        @Nullable List<KeyValuePair> values = event.getKeyValuePairs();
        if (values != null) {
            values.forEach(pair -> write(line, pair.key, pair.value));
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.member("stack_trace", ThrowableProxyUtil.asString(thrown));
        }
        return line.toBytes();
    }

    private static void write(JsonLine line, String name, @Nullable Object value) {
        switch (value) {
            case Integer number -> line.member(name, number);
            case Long number -> line.member(name, number);
            case null, default -> line.member(name, String.valueOf(value));
        }
    }
}
