package io.cfguardian.raft.machine;

import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why this node should get no traffic. A worker looks; {@link #obstacles} reads what it saw last, beside what is known without
 * looking. After each time without a leader the node has to show that it has caught up, by reaching a read point.
 */
final class Readiness implements Worker.Task, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    /** Below this a flush or a snapshot is likely to fail soon. */
    private static final long FREE_BYTES_MIN = 64L << 20;

    private static final Pause APART = Pause.of(Duration.ofMillis(200));
    private static final Duration CATCH_UP_TRY = Duration.ofSeconds(2);

    private final ConsensusNode consensus;
    private final Health health;
    private final Path data;
    private final Worker worker;
    private volatile boolean caughtUp;
    private volatile boolean roomLeft = true;
    private volatile boolean stopping;

    private Readiness(ConsensusNode consensus, Health health, Path data) {
        this.consensus = consensus;
        this.health = health;
        this.data = data;
        this.worker = new Worker(
                "readiness", this, APART, failure -> LOG.warn("looking after readiness stumbled and goes on", failure));
    }

    static Readiness start(ConsensusNode consensus, Health health, Path data) {
        Readiness readiness = new Readiness(consensus, health, data);
        readiness.worker.start();
        return readiness;
    }

    /** In the order of weight; empty when there are none. Takes no lock. */
    List<String> obstacles() {
        List<String> found = new ArrayList<>();
        health.failure().ifPresent(failure -> found.add("the node has failed: " + failure.reason()));
        if (stopping) {
            found.add("the node is stopping");
        }
        if (!hasLeader(consensus.leadership())) {
            found.add("no leader is known");
        } else if (!caughtUp) {
            found.add("the node has not caught up with the leader");
        }
        if (!roomLeft) {
            found.add("the disk has less than " + (FREE_BYTES_MIN >> 20) + " MiB left");
        }
        return List.copyOf(found);
    }

    /** From now on there is an obstacle, and may be for good: traffic should go elsewhere. */
    void leave() {
        stopping = true;
    }

    @Override
    public void close() {
        leave();
        worker.close();
    }

    @Override
    public Pause step() {
        if (!hasLeader(consensus.leadership())) {
            caughtUp = false;
        } else if (!caughtUp) {
            caughtUp = Settled.result(consensus.readIndex(CATCH_UP_TRY), CATCH_UP_TRY)
                    .filter(Reached.class::isInstance)
                    .isPresent();
        }
        roomLeft = hasRoom();
        return APART;
    }

    private boolean hasRoom() {
        return data.toFile().getUsableSpace() >= FREE_BYTES_MIN;
    }

    private static boolean hasLeader(Leadership leadership) {
        return switch (leadership.role()) {
            case LEADER, FOLLOWER -> true;
            case SEEKING, OUT -> false;
        };
    }
}
