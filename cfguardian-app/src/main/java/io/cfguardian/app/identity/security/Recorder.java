package io.cfguardian.app.identity.security;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a node observes and has it recorded in batches, on a thread of its own, so that no request waits for it. While
 * the cluster cannot be written to, what was observed waits; when too much waits, further observations are dropped and counted.
 */
public final class Recorder implements Observer, AutoCloseable {

    private static final int WAITING_MAX = 10_000;
    private static final Duration GATHER = Duration.ofSeconds(1);
    private static final Duration USES_APART = Duration.ofMinutes(10);
    private static final int TOKENS_MAX = 100_000;
    private static final int DETAIL_CHARS_MAX = 256;

    private final NodeWrites writes;
    private final InstantSource clock;
    private final BlockingQueue<Seen> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Map<ServiceTokenId, Instant> lastUses = new ConcurrentHashMap<>();
    private final BlockingQueue<ServiceTokenId> uses = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final List<Seen> batch = new ArrayList<>();
    private final List<ServiceTokenId> used = new ArrayList<>();
    private final Worker worker;

    public Recorder(NodeWrites writes, InstantSource clock) {
        this.writes = writes;
        this.clock = clock;
        this.worker = new Worker("security-recorder", new Recording(), Pause.of(GATHER), unfit -> dropBatch());
    }

    /** Begins to record. Called once. */
    public void start() {
        worker.start();
    }

    @Override
    public void observe(
            Kind kind,
            @Nullable Principal principal,
            @Nullable ProjectKey project,
            @Nullable Source source,
            String requestId,
            String detail) {
        String shown = detail.length() > DETAIL_CHARS_MAX ? detail.substring(0, DETAIL_CHARS_MAX) : detail;
        Seen seen = new Seen(clock.instant(), new Observation(kind, principal, project, source, requestId, shown));
        if (!waiting.offer(seen)) {
            dropped.incrementAndGet();
        }
        worker.wake();
    }

    /** Notes that a service token was used; recorded at most every ten minutes for each. */
    public void used(ServiceTokenId token) {
        Instant now = clock.instant();
        Instant last = lastUses.get(token);
        if (last != null && now.isBefore(last.plus(USES_APART))) {
            return;
        }
        if (lastUses.size() >= TOKENS_MAX) {
            lastUses.clear();
        }
        lastUses.put(token, now);
        if (!uses.offer(token)) {
            lastUses.remove(token);
        }
    }

    /** How many observations were lost because too many waited. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        worker.close();
    }

    /** A batch that cannot be recorded would hold up all that come after. */
    private void dropBatch() {
        dropped.addAndGet(batch.size());
        batch.clear();
        used.clear();
    }

    /** Has the batches on the worker's thread to itself. */
    private final class Recording implements Worker.Task {

        @Override
        public Pause step() {
            if (batch.isEmpty() && used.isEmpty()) {
                waiting.drainTo(batch, Observe.BATCH_MAX);
                uses.drainTo(used, Observe.BATCH_MAX);
            }
            if (batch.isEmpty() && used.isEmpty()) {
                return Pause.untilWoken(GATHER);
            }
            try {
                writes.run(new Observe(batch, used));
            } catch (ReplicationFailure unwritable) {
                // The batch stays as it is, and is tried again.
                return Pause.of(GATHER);
            }
            batch.clear();
            used.clear();
            return Pause.NONE;
        }

        /** Records what still waits, if the cluster can be written to; otherwise it is lost, as it would be by a crash. */
        @Override
        public void end() {
            step();
        }
    }
}
