package io.cfguardian.app.identity.security;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.replica.ReplicationFailure;
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
import java.util.concurrent.TimeUnit;
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
    private final Thread thread;
    private volatile boolean closed;

    public Recorder(NodeWrites writes, InstantSource clock) {
        this.writes = writes;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("security-recorder").unstarted(this::run);
    }

    /** Begins to record. Called once. */
    public void start() {
        thread.start();
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

    private void run() {
        List<Seen> batch = new ArrayList<>();
        List<ServiceTokenId> used = new ArrayList<>();
        try {
            while (!closed) {
                gather(batch, used);
                if (!batch.isEmpty() || !used.isEmpty()) {
                    record(batch, used);
                }
            }
        } catch (InterruptedException stop) {
            // What waits is lost with the node, as it would be by a crash.
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<Seen> batch, List<ServiceTokenId> used) throws InterruptedException {
        if (batch.isEmpty() && used.isEmpty()) {
            Seen first = waiting.poll(GATHER.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
            }
        }
        waiting.drainTo(batch, Observe.BATCH_MAX - batch.size());
        uses.drainTo(used, Observe.BATCH_MAX - used.size());
    }

    private void record(List<Seen> batch, List<ServiceTokenId> used) throws InterruptedException {
        try {
            writes.run(new Observe(batch, used));
            batch.clear();
            used.clear();
        } catch (ReplicationFailure unwritable) {
            // The batch stays as it is, and is tried again.
            TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
        } catch (RuntimeException unfit) {
            // A batch that cannot be recorded would hold up all that come after.
            dropped.addAndGet(batch.size());
            batch.clear();
            used.clear();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
