package io.cfguardian.http.answer;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.request.EntityTag;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * What an operation answers when it succeeds.
 *
 * @param status 200 to 399
 * @param headers beside those that every answer carries
 * @param content the body
 */
public record Answer(int status, List<Header> headers, Content content) {

    public Answer {
        headers = List.copyOf(headers);
    }

    /** A header field; there are no two of one name. */
    public record Header(String name, String value) {}

    /** A body. */
    public sealed interface Content {}

    /** No body. */
    public enum None implements Content {
        NONE
    }

    /** JSON that is written as it is sent. */
    public record JsonContent(JsonWriting writing) implements Content {}

    /** Bytes that are at hand. */
    public record Stored(String mediaType, Bytes bytes) implements Content {}

    /** Bytes whose number is not known before. */
    public record Streamed(String mediaType, Streaming streaming) implements Content {}

    /** Bytes that go on being sent when the operation has returned, for as long as there are any. */
    public record Live(String mediaType, Feed feed) implements Content {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface JsonWriting {

        /**
         * Writes it.
         *
         * @param out what {@code json} writes to, for text that is JSON already
         */
        void write(JsonGenerator json, OutputStream out);
    }

    /** Writes a body as it comes to be; runs on the request's own virtual thread and may block. */
    @FunctionalInterface
    public interface Streaming {

        /**
         * Writes it.
         *
         * @throws IOException when the client is gone
         * @throws InterruptedException when the server stops
         */
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Writes a body that has no end of its own, without a thread that waits. */
    @FunctionalInterface
    public interface Feed {

        /**
         * Begins to write, and has the outlet's callbacks go on.
         *
         * @throws io.cfguardian.http.problem.ProblemException before anything is written, when there is no room for another
         */
        void begin(Outlet outlet);
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, List.of(), None.NONE);
    }

    /** An answer in JSON. */
    public static Answer json(int status, JsonWriting writing) {
        return new Answer(status, List.of(), new JsonContent(writing));
    }

    /** An answer of bytes at hand. */
    public static Answer stored(String mediaType, Bytes bytes) {
        return new Answer(200, List.of(), new Stored(mediaType, bytes));
    }

    /** An answer that is written as it comes to be. */
    public static Answer streamed(String mediaType, Streaming streaming) {
        return new Answer(200, List.of(), new Streamed(mediaType, streaming));
    }

    /** An answer that goes on when its operation has returned. */
    public static Answer live(String mediaType, Feed feed) {
        return new Answer(200, List.of(), new Live(mediaType, feed));
    }

    /** This answer with one header more. */
    public Answer header(String name, String value) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        for (Header header : headers) {
            if (!header.name().equals(name)) {
                more.add(header);
            }
        }
        more.add(new Header(name, value));
        return new Answer(status, more, content);
    }

    /** This answer, true at {@code revision}. */
    public Answer at(Revision revision) {
        return header("Cfg-Revision", revision.toString());
    }

    /** This answer under an entity tag, so that a client may keep it and ask whether it still holds. */
    public Answer tagged(EntityTag tag) {
        return header("ETag", tag.toString()).header("Cache-Control", "private, no-cache");
    }
}
