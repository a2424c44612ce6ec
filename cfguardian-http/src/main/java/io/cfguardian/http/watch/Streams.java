package io.cfguardian.http.watch;

import io.cfguardian.app.watch.Watch;
import io.cfguardian.app.watch.Watch.Opened;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Outlet;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.watch.Audience.Topic;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events (WHATWG HTML, 9.2). One thread waits for commits on behalf of all streams, and has each look at the journal
 * from its own place, at the pace at which its client reads. A client that takes nothing is cut off by the connection's idle
 * time-out. Used by many threads.
 */
public final class Streams implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    private static final Duration TICK_MAX = Duration.ofMillis(250);

    /** So many streams are not worth another thread. */
    private static final long STREAMS_PER_THREAD = 256;

    private final Watch watch;
    private final OpenEnded places;
    private final InstantSource clock;

    /** How often streams are asked what there is to do without a new commit. */
    private final Duration tick;

    private final long silenceNanos;

    /** The streams that are open; the values mean nothing. */
    private final ConcurrentHashMap<EventStream, Boolean> open = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Topic, Audience> audiences = new ConcurrentHashMap<>();
    private final Worker worker = new Worker(
            "watch-streams",
            this::step,
            Pause.of(TICK_MAX),
            failure -> LOG.error("the streams of commits could not be told of new ones", failure));

    /** Of the worker's thread. */
    private long tickedNanos;

    private volatile Round round = new Round(Revision.ZERO);

    /**
     * As many streams as there are {@code places}; they stand still until {@link #start}.
     *
     * @param heartbeat the longest silence
     */
    public Streams(Watch watch, OpenEnded places, Duration heartbeat, InstantSource clock) {
        this.watch = watch;
        this.places = places;
        this.clock = clock;
        Duration quarter = heartbeat.dividedBy(4);
        this.tick = quarter.compareTo(TICK_MAX) < 0 ? quarter : TICK_MAX;
        this.silenceNanos = heartbeat.minus(tick).toNanos();
    }

    /** Whether commits are sent with the documents that they put. */
    public enum Values {
        INCLUDED,
        LEFT_OUT
    }

    /** Begins to follow the journal. Called once. */
    public void start() {
        worker.start();
    }

    /**
     * Sends all that a watch brings, until the right to read is gone, the client is, or the server stops.
     *
     * @param until when the proof of who the client is ends, null for never
     * @throws io.cfguardian.http.problem.ProblemException before anything is sent, when there are too many streams
     */
    public void open(Opened watched, Values values, @Nullable Instant until, Outlet outlet) {
        Audience audience = Audience.join(audiences, new Topic(watched.subscription(), values));
        EventStream stream = new EventStream(this, audience, watched.from(), until, outlet);
        OpenEnded.Place place;
        try {
            place = places.take(stream::stop);
        } catch (ProblemException full) {
            audience.leave(audiences);
            throw full;
        }
        open.put(stream, true);
        stream.begin(place);
        worker.wake();
    }

    /** The revision up to which the slowest open stream has got all; nothing when none is open. */
    public OptionalLong slowest() {
        return open.keySet().stream()
                .mapToLong(stream -> stream.position().value())
                .min();
    }

    /** Follows the journal no longer. Ends no stream: {@link OpenEnded#stop} does. */
    @Override
    public void close() {
        worker.close();
    }

    Round round() {
        return round;
    }

    Instant now() {
        return clock.instant();
    }

    /** After how long a silence a heartbeat is sent: early enough that none is longer than it may be. */
    long silenceNanos() {
        return silenceNanos;
    }

    void forget(EventStream stream) {
        open.remove(stream);
        stream.audience().leave(audiences);
    }

    private Pause step() throws InterruptedException {
        if (open.isEmpty()) {
            return Pause.untilWoken(Duration.ofHours(1));
        }
        long begin = System.nanoTime();
        Revision known = round.head();
        Revision head = watch.awaitAfter(known, tick);
        boolean isNew = head.isAfter(known);
        if (isNew) {
            round = new Round(head);
            open.forEachKey(STREAMS_PER_THREAD, EventStream::iterate);
        }
        long now = System.nanoTime();
        if (now - tickedNanos >= tick.toNanos()) {
            tickedNanos = now;
            open.keySet().forEach(EventStream::tick);
        }
        // A replica that stops waits for nothing any more.
        return !isNew && now - begin < tick.toNanos() ? Pause.of(tick) : Pause.NONE;
    }
}
