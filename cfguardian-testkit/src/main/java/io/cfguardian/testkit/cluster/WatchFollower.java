package io.cfguardian.testkit.cluster;

import io.cfguardian.testkit.cluster.SseReader.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows a watch for as long as it takes: when a stream ends for whatever reason, it goes to the next node with the {@code
 * Last-Event-ID} that it has. What it has seen may be looked at by any thread.
 */
public final class WatchFollower implements AutoCloseable {

    /** A stream without a heartbeat for so long is dead; one comes at least every 15 s. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<ApiClient> nodes;
    private final String path;
    private final List<Event> commits = new CopyOnWriteArrayList<>();
    private final List<Integer> streams = new CopyOnWriteArrayList<>();
    private volatile Optional<String> lastEventId = Optional.empty();
    private volatile @Nullable SseReader stream;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    /**
     * Begins to follow.
     *
     * @param first the node to go to first, by its place in {@code nodes}
     * @param path of the watch with its query, the same for every stream
     */
    public WatchFollower(List<ApiClient> nodes, int first, String path) {
        this.nodes = List.copyOf(nodes);
        this.path = path;
        Thread.ofVirtual().name("follower").start(() -> run(first));
    }

    private void run(int first) {
        try {
            for (int node = first; !closed; node = (node + 1) % nodes.size()) {
                Optional<SseReader> opened = nodes.get(node).tryWatch(path, lastEventId);
                if (opened.isPresent()) {
                    follow(node, opened.get());
                } else {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void follow(int node, SseReader opened) {
        try (opened) {
            streams.add(node);
            stream = opened;
            for (var event = opened.next(SILENCE_MAX); event.isPresent() && !closed; event = opened.next(SILENCE_MAX)) {
                if (event.get().type().equals("commit")) {
                    commits.add(event.get());
                }
                // What was taken from here on is what this client has seen, whichever node sent it.
                lastEventId = opened.lastEventId();
            }
        } finally {
            stream = null;
        }
    }

    /** The commits so far, in the order of their arrival. */
    public List<Event> commits() {
        Throwable broken = failure;
        if (broken != null) {
            throw new AssertionError("the watch failed", broken);
        }
        return List.copyOf(commits);
    }

    /** The nodes whose streams were opened, in their order. */
    public List<Integer> streams() {
        return List.copyOf(streams);
    }

    /** Breaks the stream, as a network does. */
    public void disconnect() {
        SseReader current = stream;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
