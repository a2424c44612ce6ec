package io.cfguardian.raft.machine;

import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.disk.DiskRoom;
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

    private static final Pause APART = Pause.of(Duration.ofMillis(200));
    private static final Duration CATCH_UP_TRY = Duration.ofSeconds(2);

    private final ConsensusNode consensus;
    private final Health health;
    private final DiskRoom room;
    private final StallWatch stall;
    private final Worker worker;
    private volatile boolean caughtUp;
    private volatile boolean stopping;

    private Readiness(ConsensusNode consensus, Health health, DiskRoom room, StallWatch stall) {
        this.consensus = consensus;
        this.health = health;
        this.room = room;
        this.stall = stall;
        this.worker = new Worker(
                "readiness", this, APART, failure -> LOG.warn("looking after readiness stumbled and goes on", failure));
    }

    static Readiness start(ConsensusNode consensus, Health health, DiskRoom room, StallWatch stall) {
        Readiness readiness = new Readiness(consensus, health, room, stall);
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
        if (stall.isStalled()) {
            found.add("the node is behind the leader and does not move on");
        }
        if (room.isLow()) {
            found.add("the disk has less than " + (room.reserveBytes() >> 20) + " MiB left for data");
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
        return APART;
    }

    private static boolean hasLeader(Leadership leadership) {
        return switch (leadership.role()) {
            case LEADER, FOLLOWER -> true;
            case SEEKING, OUT -> false;
        };
    }
}
