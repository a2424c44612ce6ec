package io.cfguardian.testkit.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads server-sent events (HTML standard, 9.2) from a stream, on a thread of its own, until the stream ends or breaks.
 * Events are taken by one thread.
 */
public final class SseReader implements AutoCloseable {

    private final InputStream stream;
    private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();
    private volatile @Nullable String lastEventId;
    private boolean over;

    /**
     * One event.
     *
     * @param id the last id of the stream up to here, empty when there was none yet
     * @param type {@code message} when the stream does not say
     */
    public record Event(String id, String type, String data) {

        /** The data as JSON. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    /** Reads {@code stream}, which is closed with this. */
    public SseReader(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("sse").start(this::read);
    }

    /** The next event, whatever its type; nothing when the stream has ended. */
    public Optional<Event> next(Duration patience) {
        if (over) {
            return Optional.empty();
        }
        try {
            Optional<Event> event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + patience);
            }
            event.ifPresentOrElse(taken -> lastEventId = taken.id(), () -> over = true);
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The next event of a type; others are passed over. Nothing when the stream ended before. */
    public Optional<Event> next(String type, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Event> event = next(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
            if (event.isEmpty() || event.get().type().equals(type)) {
                return event;
            }
        }
    }

    /** The id of the last event that was taken: what to resume with. */
    public Optional<String> lastEventId() {
        return Optional.ofNullable(lastEventId).filter(id -> !id.isEmpty());
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Parsing parsing = new Parsing();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parsing.line(line).ifPresent(event -> events.add(Optional.of(event)));
            }
        } catch (IOException broken) {
            // The end of the stream, as a client sees the death of a node.
        } finally {
            events.add(Optional.empty());
        }
    }

    /** The fields of the event that is being read. */
    private static final class Parsing {
        private String id = "";
        private String type = "";
        private final StringBuilder data = new StringBuilder();

        Optional<Event> line(String line) {
            if (line.isEmpty()) {
                return dispatch();
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(value).append('\n');
                default -> {
                    // A comment, or what only concerns browsers.
                }
            }
            return Optional.empty();
        }

        private Optional<Event> dispatch() {
            Optional<Event> event = data.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Event(id, type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1)));
            type = "";
            data.setLength(0);
            return event;
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to free.
        }
    }
}
