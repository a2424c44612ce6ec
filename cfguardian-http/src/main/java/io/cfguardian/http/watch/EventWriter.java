package io.cfguardian.http.watch;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer.JsonWriting;
import io.cfguardian.http.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** Writes events and flushes each. Confined to one thread. */
final class EventWriter {

    private static final int RETRY_MILLIS = 2_000;

    private final OutputStream out;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins the stream: how long a client waits before it connects again, and from where it is served. */
    void open(Revision position) throws IOException {
        ascii("retry: " + RETRY_MILLIS + "\n\n");
        heartbeat(position);
    }

    /** Nothing was left out up to {@code revision}. */
    void heartbeat(Revision revision) throws IOException {
        ascii("id: " + revision + "\nevent: heartbeat\ndata: {\"revision\":" + revision + "}\n\n");
        out.flush();
    }

    /** A commit. */
    void commit(Revision revision, JsonWriting data) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.generator(body)) {
            data.write(json, body);
        }
        ascii("id: " + revision + "\nevent: commit\ndata: ");
        out.write(oneLine(body.toByteArray()));
        ascii("\n\n");
        out.flush();
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

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
