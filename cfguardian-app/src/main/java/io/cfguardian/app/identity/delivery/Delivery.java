package io.cfguardian.app.identity.delivery;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.delivery.DeliveryStatus.State;
import io.cfguardian.app.identity.port.EventReceiver;
import io.cfguardian.app.identity.port.EventReceiver.Refused;
import io.cfguardian.app.identity.port.EventReceiver.Taken;
import io.cfguardian.app.identity.port.EventReceiver.TooLarge;
import io.cfguardian.app.identity.port.EventReceiver.Unavailable;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.command.IdentityCommand.AdvanceDelivery;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.SecurityEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hands the security events to their receiver, in their order, one part after the other, on the node that leads. How far it
 * is goes into the replicated state about once a second while events flow; whoever leads next goes on from there. So after a
 * change of the leader some events come twice, and none is left out but those that were removed from the state meanwhile,
 * which are counted.
 *
 * <p>What it sends was applied, so it never takes anything back. Confined to one thread, but for {@link #status} and {@link #counts}.
 */
public final class Delivery implements Worker.Task {

    /** How often it looks for new events; what nodes observe is recorded once a second anyway. */
    static final Duration LOOK_APART = Duration.ofMillis(500);

    /** The shortest time between two notes in the replicated state. */
    static final Duration NOTE_APART = Duration.ofSeconds(1);

    private final EventReceiver receiver;
    private final Replica replica;
    private final NodeWrites writes;
    private final Cluster cluster;
    private final InstantSource clock;
    private final DeliveryNotices notices;
    private final Backoff backoff;
    private final LongAdder messagesTaken = new LongAdder();
    private final LongAdder attemptsFailed = new LongAdder();
    private int eventsMax;

    /** The first of the events that were taken and not yet noted; as {@code takenUpTo} when there is none. */
    private long takenFrom;

    private long takenUpTo;
    private Instant lastNote = Instant.EPOCH;
    private int failures;
    private volatile DeliveryStatus status = DeliveryStatus.of(State.STANDBY);

    /** @param random for the time between attempts */
    public Delivery(
            EventReceiver receiver,
            Replica replica,
            NodeWrites writes,
            Cluster cluster,
            InstantSource clock,
            RandomGenerator random,
            DeliveryNotices notices) {
        this.receiver = receiver;
        this.replica = replica;
        this.writes = writes;
        this.cluster = cluster;
        this.clock = clock;
        this.notices = notices;
        this.backoff = new Backoff(random);
        this.eventsMax = receiver.eventsMax();
    }

    /** What this node does. May be called by any thread. */
    public DeliveryStatus status() {
        return cluster.leads() ? status : DeliveryStatus.of(State.STANDBY);
    }

    /** What this node has done. May be called by any thread. */
    public DeliveryCounts counts() {
        return new DeliveryCounts(messagesTaken.sum(), attemptsFailed.sum());
    }

    /** Hands over at most one part. */
    @Override
    public Pause step() throws InterruptedException {
        return Pause.of(next());
    }

    /** Notes what was taken since the last note, so that whoever leads next does not send it again. */
    @Override
    public void end() {
        if (isUnnoted()) {
            note();
        }
    }

    /** Does what is to be done now; returns after how long there may be more to do. */
    private Duration next() throws InterruptedException {
        if (!cluster.leads()) {
            return LOOK_APART;
        }
        Found found = look();
        EventDelivery known = found.known();
        if (known == null) {
            takenFrom = found.first();
            takenUpTo = found.first();
            return noted();
        }
        takenFrom = Math.max(takenFrom, known.next());
        takenUpTo = Math.max(takenUpTo, takenFrom);
        if (takenUpTo < found.first()) {
            if (isUnnoted()) {
                // What is missing before a note counts as lost, so what was taken before the gap has a note of its own.
                return noted();
            }
            notices.lost(found.first() - takenUpTo);
            takenFrom = found.first();
            takenUpTo = found.first();
        }
        return found.events().isEmpty() ? rest() : handOver(found.events());
    }

    /**
     * What the state has.
     *
     * @param known null before anything was noted
     * @param first the oldest event that is kept
     * @param events the next to be handed over
     */
    private record Found(@Nullable EventDelivery known, long first, List<SecurityEvent> events) {}

    /** Its view is closed before the network is waited for: an open one keeps old data on the disk. */
    private Found look() {
        try (View view = replica.view()) {
            EventDelivery known = view.find(EntityKey.eventDelivery()).orElse(null);
            long first = view.head().securityEvents().first();
            long next = Math.max(first, Math.max(takenUpTo, known == null ? 0 : known.next()));
            EntityRange<SecurityEvent> all = EntityRange.all(EntityKind.SECURITY_EVENT);
            return new Found(
                    known,
                    first,
                    view.list(next == 0 ? all : all.after(EntityKey.ofSecurityEvent(next - 1)), eventsMax));
        }
    }

    private Duration rest() {
        status = DeliveryStatus.of(State.IDLE);
        if (!isUnnoted()) {
            return LOOK_APART;
        }
        Duration wait = untilNote();
        return wait.isZero() ? noted() : wait;
    }

    private Duration handOver(List<SecurityEvent> events) throws InterruptedException {
        if (failures == 0) {
            status = DeliveryStatus.of(State.DELIVERING);
        }
        return switch (receiver.deliver(events)) {
            case Taken ignored -> taken(events);
            case TooLarge ignored
            when eventsMax > 1 -> {
                eventsMax = events.size() > 1 ? events.size() / 2 : 1;
                yield Duration.ZERO;
            }
            case TooLarge ignored -> failed(State.REFUSED, "one event is too large for it", backoff.afterRefusal());
            case Refused(String reason) -> failed(State.REFUSED, reason, backoff.afterRefusal());
            case Unavailable(String reason, Duration retryAfter) ->
                failed(State.RETRYING, reason, backoff.afterAbsence(failures + 1, retryAfter));
        };
    }

    private Duration taken(List<SecurityEvent> events) {
        takenUpTo = events.getLast().sequence() + 1;
        messagesTaken.increment();
        if (failures > 0) {
            notices.recovered(failures);
            failures = 0;
            status = DeliveryStatus.of(State.DELIVERING);
        }
        return untilNote().isZero() ? noted() : Duration.ZERO;
    }

    private Duration failed(State state, String reason, Duration wait) {
        failures++;
        attemptsFailed.increment();
        status = new DeliveryStatus(state, failures, reason);
        notices.failed(failures, reason, wait);
        if (isUnnoted()) {
            note();
        }
        return wait;
    }

    private boolean isUnnoted() {
        return takenFrom < takenUpTo;
    }

    private Duration untilNote() {
        Duration since = Duration.between(lastNote, clock.instant());
        // A clock that went back is no reason to wait.
        return since.isNegative() || since.compareTo(NOTE_APART) >= 0 ? Duration.ZERO : NOTE_APART.minus(since);
    }

    /** Notes it; then there may be more to do at once, or it has to be tried again. */
    private Duration noted() {
        return note() ? Duration.ZERO : LOOK_APART;
    }

    private boolean note() {
        lastNote = clock.instant();
        try {
            return switch (writes.run(new AdvanceDelivery(takenFrom, takenUpTo))) {
                case Committed ignored -> done();
                case Unchanged ignored -> done();
                case Rejected ignored -> false;
            };
        } catch (ReplicationFailure unwritable) {
            // What was taken stays known here, and is noted as soon as the cluster can be written to.
            return false;
        }
    }

    private boolean done() {
        takenFrom = takenUpTo;
        return true;
    }
}
