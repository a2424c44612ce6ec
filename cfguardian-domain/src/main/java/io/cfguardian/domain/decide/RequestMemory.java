package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The remembered answers. Each new answer drops up to two that are too old, so the memory shrinks faster than it grows
 * and no command pays for many.
 */
final class RequestMemory {

    /** How long an answer to a client's key is kept at least, in log time. */
    static final Duration CLIENT_KEEP = Duration.ofHours(24);

    /** How long an answer to a node's id is kept in log time, unless there are too many. */
    static final Duration NODE_KEEP = Duration.ofMinutes(10);

    private static final int DROPPED_PER_ANSWER = 2;

    private final State state;
    private final StateWriter writer;

    RequestMemory(State state, StateWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    static RequestKey key(Envelope envelope) {
        return new RequestKey(envelope.principal(), envelope.requestId());
    }

    Optional<RequestRecord> recall(Envelope envelope) {
        return state.request(key(envelope));
    }

    /** Whether one more answer of this origin can be remembered at {@code time}. */
    boolean hasRoom(Origin origin, Instant time) {
        return switch (origin) {
            case NODE -> true;
            case CLIENT ->
                window(origin).size() < Limit.REQUESTS_FROM_CLIENTS.max()
                        || oldest(origin)
                                .filter(answer -> isExpired(answer, time))
                                .isPresent();
        };
    }

    /** Remembers an answer, drops old ones, and moves log time on. */
    void remember(Envelope envelope, Instant time, Outcome outcome) {
        Origin origin = envelope.requestId().origin();
        forgetOld(origin, time);
        SequenceWindow window = window(origin);
        writer.put(new RequestRecord(key(envelope), window.next(), envelope.fingerprint(), time, outcome));
        writer.head(with(origin, window.grow(), time));
    }

    private void forgetOld(Origin origin, Instant time) {
        for (int i = 0; i < DROPPED_PER_ANSWER; i++) {
            Optional<RequestRecord> oldest = oldest(origin);
            if (oldest.isEmpty() || !(isExpired(oldest.get(), time) || isCrowded(origin))) {
                return;
            }
            writer.remove(oldest.get());
            writer.head(with(origin, window(origin).shrink(), time));
        }
    }

    private Optional<RequestRecord> oldest(Origin origin) {
        SequenceWindow window = window(origin);
        return window.size() == 0 ? Optional.empty() : state.request(origin, window.first());
    }

    private boolean isCrowded(Origin origin) {
        return origin == Origin.NODE && window(origin).size() >= Limit.REQUESTS_FROM_NODES.max();
    }

    private static boolean isExpired(RequestRecord answer, Instant time) {
        Duration keep = switch (answer.key().id().origin()) {
            case CLIENT -> CLIENT_KEEP;
            case NODE -> NODE_KEEP;
        };
        return answer.time().plus(keep).isBefore(time);
    }

    private SequenceWindow window(Origin origin) {
        return state.head().requests(origin);
    }

    private Head with(Origin origin, SequenceWindow window, Instant time) {
        return state.head().with(time, origin, window);
    }
}
