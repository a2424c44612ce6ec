package io.cfguardian.http.watch;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer.JsonWriting;
import io.cfguardian.http.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** Writes events one after the other (WHATWG HTML, 9.2). Confined to one thread. */
final class EventWriter {

    private static final int RETRY_MILLIS = 2_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** The begin of a stream: how long a client waits before it connects again, and from where it is served. */
    static ByteBuffer opening(Revision position) {
        EventWriter events = new EventWriter();
        events.ascii("retry: " + RETRY_MILLIS + "\n\n");
        events.heartbeatAt(position);
        return events.bytes();
    }

    /** Nothing was left out up to {@code revision}. */
    static ByteBuffer heartbeat(Revision revision) {
        EventWriter events = new EventWriter();
        events.heartbeatAt(revision);
        return events.bytes();
    }

    /** A commit. */
    void commit(Revision revision, JsonWriting data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.generator(body)) {
            data.write(json, body);
        }
        ascii("id: " + revision + "\nevent: commit\ndata: ");
        out.writeBytes(oneLine(body.toByteArray()));
        ascii("\n\n");
    }

    int size() {
        return out.size();
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(out.toByteArray());
    }

    private void heartbeatAt(Revision revision) {
        ascii("id: " + revision + "\nevent: heartbeat\ndata: {\"revision\":" + revision + "}\n\n");
    }

    /** A line break in a document would end the line of data. JSON has them between tokens only, where a space does as well. */
    private static byte[] oneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
