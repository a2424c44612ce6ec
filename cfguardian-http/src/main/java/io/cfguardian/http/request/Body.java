package io.cfguardian.http.request;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.StreamReading.Reading;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The body of a request.
 *
 * @param mediaType without parameters, in lower case
 */
public record Body(String mediaType, Bytes bytes) {

    /** What an operation that takes an optional body has when there is none. */
    public static final Body ABSENT = new Body("", Bytes.EMPTY);

    private static final int CHUNK_BYTES = 16 << 10;

    /**
     * How slowly a body may arrive. A connection on which nothing arrives is closed by its idle time-out.
     *
     * @param grace how long it may take, however slowly
     * @param bytesPerSecondMin how fast, on average, it must be after that
     */
    public record Patience(Duration grace, int bytesPerSecondMin) {

        boolean isOver(Duration elapsed, long bytes) {
            return elapsed.compareTo(grace) > 0 && bytes < elapsed.toSeconds() * bytesPerSecondMin;
        }
    }

    /** Whether there was none. */
    public boolean isAbsent() {
        return mediaType.isEmpty();
    }

    /**
     * Reads the body of {@code request} as {@code rule} allows, never more than its bound and one chunk.
     *
     * @param patience how slowly it may arrive
     * @throws ProblemException when there is one where none belongs or the other way round, when its type is not one of
     *     the rule's, or when it is too long, which is found before it is read if the client announced its length
     * @throws IOException when it cannot be read; the cause says whose fault it is
     */
    public static Body read(HttpServletRequest request, BodyRule rule, Patience patience) throws IOException {
        PushbackInputStream in = new PushbackInputStream(request.getInputStream());
        boolean announced = request.getContentLengthLong() > 0
                || request.getHeader("Transfer-Encoding") != null
                || (comesUnannounced(request) && reading(request, in, patience, Body::begins));
        switch (rule.presence()) {
            case NONE -> {
                if (announced) {
                    throw Problem.of(ProblemType.MALFORMED_REQUEST, "The operation takes no body.")
                            .header("Connection", "close")
                            .exception();
                }
                return ABSENT;
            }
            case OPTIONAL -> {
                if (!announced) {
                    return ABSENT;
                }
            }
            case REQUIRED -> {}
        }
        String mediaType = mediaType(request, rule);
        if (request.getContentLengthLong() > rule.bytesMax()) {
            throw tooLong(rule);
        }
        int chunkBytes = chunkBytes(request.getContentLengthLong());
        return new Body(mediaType, reading(request, in, patience, from -> bytes(from, chunkBytes, rule, patience)));
    }

    /** HTTP/2 has no transfer codings: a body without a length is known by its first byte (RFC 9113, 8.1). */
    private static boolean comesUnannounced(HttpServletRequest request) {
        return request.getContentLengthLong() < 0 && isStream(request);
    }

    private static boolean isStream(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/2");
    }

    private static <T> T reading(
            HttpServletRequest request, PushbackInputStream in, Patience patience, Reading<T> reading)
            throws IOException {
        return isStream(request) ? new StreamReading(patience.grace()).read(in, reading) : reading.read(in);
    }

    private static boolean begins(PushbackInputStream in) throws IOException {
        int first = in.read();
        if (first >= 0) {
            in.unread(first);
        }
        return first >= 0;
    }

    /** What a short body needs, and never none: nothing can be read into that. */
    private static int chunkBytes(long announced) {
        return announced >= 0 && announced < CHUNK_BYTES ? (int) announced + 1 : CHUNK_BYTES;
    }

    private static Bytes bytes(InputStream in, int chunkBytes, BodyRule rule, Patience patience) throws IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunkBytes);
        byte[] chunk = new byte[chunkBytes];
        while (true) {
            int read = in.read(chunk);
            if (read < 0) {
                return Bytes.of(out.toByteArray());
            }
            out.write(chunk, 0, read);
            if (out.size() > rule.bytesMax()) {
                throw tooLong(rule);
            }
            if (patience.isOver(Duration.ofNanos(System.nanoTime() - begin), out.size())) {
                throw Problem.of(ProblemType.REQUEST_TIMEOUT, "The request's body did not arrive in time.")
                        .header("Connection", "close")
                        .exception();
            }
        }
    }

    private static ProblemException tooLong(BodyRule rule) {
        String what = rule.limit().equals("documentBytes") ? "A document" : "A request";
        return Problem.of(ProblemType.PAYLOAD_TOO_LARGE, "%s has at most %d bytes.".formatted(what, rule.bytesMax()))
                .with("limit", rule.limit())
                .with("max", rule.bytesMax())
                // What is left of the body is not read: the connection cannot be used again.
                .header("Connection", "close")
                .exception();
    }

    /** The body's type, if it is one of the rule's, in UTF-8 and without a content encoding. */
    private static String mediaType(HttpServletRequest request, BodyRule rule) {
        List<String> types = Collections.list(request.getHeaders("Content-Type"));
        List<String> encodings = Collections.list(request.getHeaders("Content-Encoding"));
        if (types.size() != 1) {
            throw unsupported(
                    rule, types.isEmpty() ? "The body has no media type." : "The body has several media types.");
        }
        if (!encodings.isEmpty() && !encodings.equals(List.of("identity"))) {
            throw unsupported(rule, "Bodies are taken without a content encoding.");
        }
        String[] parts = types.getFirst().split(";", -1);
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!rule.mediaTypes().contains(name)) {
            throw unsupported(rule, "The body's media type is not one that this path takes.");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (!parameter.equals("charset=utf-8") && !parameter.equals("charset=\"utf-8\"")) {
                throw unsupported(rule, "Of the parameters of a media type only charset=utf-8 is taken.");
            }
        }
        return name;
    }

    private static ProblemException unsupported(BodyRule rule, String detail) {
        List<String> patches = rule.mediaTypes().stream()
                .filter(type -> type.contains("patch"))
                .toList();
        String header = patches.isEmpty() ? "Accept" : "Accept-Patch";
        return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail)
                .with("supported", rule.mediaTypes())
                .header(header, String.join(", ", rule.mediaTypes()))
                .header("Connection", "close")
                .exception();
    }
}
