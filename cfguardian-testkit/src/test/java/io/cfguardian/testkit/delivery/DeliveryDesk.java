package io.cfguardian.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.delivery.Delivery;
import io.cfguardian.app.identity.delivery.DeliveryNotices;
import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.port.EventReceiver;
import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.testkit.state.InMemoryReplica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A cluster in memory, a receiver that does as it is told, and a clock that is turned. */
final class DeliveryDesk implements EventReceiver, Cluster, DeliveryNotices {

    static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int STEPS_MAX = 20_000;

    final InMemoryReplica replica = new InMemoryReplica();
    final Deque<Reception> answers = new ArrayDeque<>();
    final List<Long> offered = new ArrayList<>();
    final List<Long> taken = new ArrayList<>();
    final List<Integer> sizes = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();
    long lost;
    long recovered;
    boolean leads = true;
    int eventsMax = 10;
    Instant now = BEGIN;
    private final AtomicLong drawn = new AtomicLong();

    /** The use case as it is on a node that has just started. */
    Delivery node() {
        Writes writes = new Writes(replica, replica, () -> now, TIMEOUT);
        return new Delivery(
                this, replica, new NodeWrites(writes, counted()), this, () -> now, new SplittableRandom(7), this);
    }

    /** Never twice the same, which is all that request ids need. */
    private Secrets counted() {
        return new Secrets() {
            @Override
            public Bytes random(int lengthBytes) {
                return Bytes.utf8(Long.toString(drawn.incrementAndGet()));
            }

            @Override
            public String password() {
                throw new IllegalStateException("delivery needs no password");
            }
        };
    }

    /** Has the cluster record that many events. */
    void record(int events) {
        Observation denied = new Observation(Kind.PERMISSION_DENIED, null, null, null, "", "");
        decide(new Observe(Collections.nCopies(events, new Seen(now, denied)), List.of()));
    }

    void purgeBefore(Instant time) {
        decide(new Purge(List.of(), List.of(), List.of(), time));
    }

    void decide(Command command) {
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "test-" + drawn.incrementAndGet()),
                Actor.Node.SYSTEM,
                null,
                now,
                Hash.ZERO,
                command);
        assertThat(replica.propose(envelope, TIMEOUT).outcome()).isInstanceOf(Committed.class);
    }

    /** Lets {@code delivery} go on for {@code time}, which passes at once. */
    void run(Delivery delivery, Duration time) {
        Instant end = now.plus(time);
        for (int steps = 0; !now.isAfter(end); steps++) {
            assertThat(steps).as("steps without end").isLessThan(STEPS_MAX);
            now = now.plus(step(delivery));
        }
    }

    Duration step(Delivery delivery) {
        try {
            return delivery.step().atLeast();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    EventDelivery noted() {
        return replica.view().find(EntityKey.eventDelivery()).orElseThrow();
    }

    long revision() {
        return replica.view().head().revision().value();
    }

    DeliveryProgress progress() {
        return DeliveryProgress.of(replica.view(), now);
    }

    @Override
    public int eventsMax() {
        return eventsMax;
    }

    @Override
    public Reception deliver(List<SecurityEvent> events) {
        List<Long> numbers = events.stream().map(SecurityEvent::sequence).toList();
        offered.addAll(numbers);
        sizes.add(events.size());
        Reception answer = answers.isEmpty() ? Taken.TAKEN : answers.remove();
        if (answer == Taken.TAKEN) {
            taken.addAll(numbers);
        }
        return answer;
    }

    @Override
    public ClusterStatus status() {
        throw new IllegalStateException("delivery asks nobody");
    }

    @Override
    public OptionalLong leadingTerm() {
        return leads ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public List<ReadinessCheck> checks() {
        return List.of();
    }

    @Override
    public void failed(int failures, String reason, Duration wait) {
        waits.add(wait);
    }

    @Override
    public void recovered(int failures) {
        recovered = failures;
    }

    @Override
    public void lost(long events) {
        lost += events;
    }
}
