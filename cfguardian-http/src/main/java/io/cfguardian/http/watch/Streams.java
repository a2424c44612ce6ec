package io.cfguardian.http.watch;

import io.cfguardian.app.watch.Subscription;
import io.cfguardian.app.watch.Subscription.Change;
import io.cfguardian.app.watch.Subscription.Nothing;
import io.cfguardian.app.watch.Subscription.Over;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.http.answer.Commits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events (WHATWG HTML, 9.2), one stream on its request's own virtual thread, which pulls at the pace at which
 * the client reads. A client that takes nothing is cut off by the connection's idle time-out. Used by many threads.
 */
public final class Streams {

    private final OpenEnded places;
    private final Duration heartbeat;
    private final InstantSource clock;

    /** How far each open stream has got. */
    private final Set<AtomicLong> reached = ConcurrentHashMap.newKeySet();

    /**
     * As many streams as there are {@code places}.
     *
     * @param heartbeat the longest silence
     */
    public Streams(OpenEnded places, Duration heartbeat, InstantSource clock) {
        this.places = places;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** Whether commits are sent with the documents that they put. */
    public enum Values {
        INCLUDED,
        LEFT_OUT
    }

    /**
     * Sends all that {@code subscription} brings, until the right to read is gone, the client is, or the server stops.
     *
     * @param until when the proof of who the client is ends, null for never
     * @throws io.cfguardian.http.problem.ProblemException before anything is sent, when there are too many streams
     * @throws IOException when the client is gone or takes nothing
     */
    public void send(Subscription subscription, Values values, @Nullable Instant until, OutputStream out)
            throws IOException {
        OpenEnded.Place place = places.take();
        AtomicLong here = new AtomicLong(subscription.position().value());
        reached.add(here);
        try {
            EventWriter events = new EventWriter(out);
            events.open(subscription.position());
            pump(subscription, values, until, events, here);
        } catch (InterruptedException e) {
            // The server stops: the stream ends well, and the client resumes on another node.
            out.flush();
        } finally {
            reached.remove(here);
            place.giveBack();
        }
    }

    /** The revision up to which the slowest open stream has got all; nothing when none is open. */
    public OptionalLong slowest() {
        return reached.stream().mapToLong(AtomicLong::get).min();
    }

    private void pump(
            Subscription subscription, Values values, @Nullable Instant until, EventWriter events, AtomicLong here)
            throws IOException, InterruptedException {
        Function<ConfigPut, Optional<Document>> documents =
                values == Values.INCLUDED ? subscription::document : put -> Optional.empty();
        long lastSent = System.nanoTime();
        while (true) {
            here.set(subscription.position().value());
            Duration left = until == null ? heartbeat : Duration.between(clock.instant(), until);
            if (!left.isPositive()) {
                return;
            }
            Duration silence = heartbeat.minusNanos(System.nanoTime() - lastSent);
            if (silence.isNegative() || silence.isZero()) {
                events.heartbeat(subscription.position());
                lastSent = System.nanoTime();
                continue;
            }
            switch (subscription.next(silence.compareTo(left) < 0 ? silence : left)) {
                case Change(var commit, var changes) -> {
                    events.commit(
                            commit.revision(), (json, body) -> Commits.watched(json, body, commit, changes, documents));
                    lastSent = System.nanoTime();
                }
                case Nothing ignored -> {}
                case Over.OVER -> {
                    return;
                }
            }
        }
    }
}
