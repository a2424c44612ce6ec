package io.cfguardian.http.watch;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Outlet;
import io.cfguardian.http.watch.OpenEnded.Place;
import io.cfguardian.http.watch.Portion.Ask;
import io.cfguardian.http.watch.Portion.End;
import io.cfguardian.http.watch.Portion.Events;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream: sends what there is, one write at a time, and rests when it has sent all, until {@link #iterate} has it look
 * again. Where the client is slow the write waits for it, and no thread does. Used by many threads, run by one at a time.
 */
final class EventStream extends IteratingCallback {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** How long a client has to take what is being sent when the server stops. */
    private static final long STOPPING_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);

    private final Streams streams;
    private final Audience audience;
    private final @Nullable Instant until;
    private final Outlet outlet;

    /** Taken before it begins. */
    private @Nullable Place place;

    /** Up to which revision everything has been sent. */
    private volatile Revision position;

    /** The same, once the write that is under way is done. */
    private Revision next;

    private volatile long lastSentNanos;
    private volatile boolean hasBegun;
    private volatile boolean isStopping;
    private volatile long stoppingNanos;
    private boolean isOpened;

    /**
     * A stream that has all up to {@code from}.
     *
     * @param until when the proof of who the client is ends, null for never
     */
    EventStream(Streams streams, Audience audience, Revision from, @Nullable Instant until, Outlet outlet) {
        this.streams = streams;
        this.audience = audience;
        this.until = until;
        this.outlet = outlet;
        this.position = from;
        this.next = from;
    }

    /** Begins to send. Called once. */
    void begin(Place taken) {
        place = taken;
        hasBegun = true;
        outlet.whenOver(() -> abort(new EofException("the request is over")));
        iterate();
    }

    /** Ends it: well once the client has taken what is being sent, which {@link #tick} does not leave it long for. */
    void stop() {
        stoppingNanos = System.nanoTime();
        isStopping = true;
        if (hasBegun) {
            iterate();
        }
    }

    /** Does what there is to do though there is no new commit. Called often enough. */
    void tick() {
        if (isStopping && System.nanoTime() - stoppingNanos >= STOPPING_NANOS_MAX) {
            outlet.cut();
        } else if (isSilent() || isProofOver()) {
            iterate();
        }
    }

    Audience audience() {
        return audience;
    }

    /** Up to which revision the client has been sent all. */
    Revision position() {
        return position;
    }

    @Override
    protected Action process() {
        try {
            while (!isStopping && !isProofOver()) {
                if (!isOpened) {
                    isOpened = true;
                    return send(EventWriter.opening(position), position);
                }
                switch (streams.round().portion(new Ask(audience, position))) {
                    case End.END -> {
                        return Action.SUCCEEDED;
                    }
                    case Events events -> {
                        if (!events.isEmpty()) {
                            return send(events.bytes(), events.upTo());
                        }
                        position = events.upTo();
                        if (isSilent()) {
                            return send(EventWriter.heartbeat(position), position);
                        }
                        if (events.isAll()) {
                            return Action.IDLE;
                        }
                    }
                }
            }
            return Action.SUCCEEDED;
        } catch (RuntimeException failure) {
            LOG.error("a stream of commits failed", failure);
            throw failure;
        }
    }

    private Action send(ByteBuffer bytes, Revision upTo) {
        next = upTo;
        outlet.write(bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        lastSentNanos = System.nanoTime();
        position = next;
    }

    @Override
    protected void onCompleteSuccess() {
        giveUp();
        outlet.end();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        giveUp();
        outlet.cut();
    }

    private void giveUp() {
        streams.forget(this);
        if (place != null) {
            place.giveBack();
        }
    }

    private boolean isSilent() {
        return System.nanoTime() - lastSentNanos >= streams.silenceNanos();
    }

    private boolean isProofOver() {
        return until != null && !streams.now().isBefore(until);
    }
}
