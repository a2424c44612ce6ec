package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.disk.DiskRoom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node needs to get traffic. A worker looks whether it has caught up; {@link #checks} reads what it saw last, beside
 * what others that look saw, and what is known without looking.
 */
final class Readiness implements Worker.Task, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final Pause APART = Pause.of(Duration.ofMillis(200));

    /** While it is not ready; so a start or an election costs no more than this in addition. */
    private static final Pause SOON = Pause.of(Duration.ofMillis(25));

    private static final Duration CATCH_UP_TRY = Duration.ofSeconds(2);

    private final ConsensusNode consensus;
    private final Health health;
    private final DiskRoom room;
    private final StallWatch stall;
    private final CatchUp catchUp;
    private final Worker worker;
    private volatile boolean stopping;

    private Readiness(ConsensusNode consensus, Health health, DiskRoom room, StallWatch stall, long lagEntriesMax) {
        this.consensus = consensus;
        this.health = health;
        this.room = room;
        this.stall = stall;
        this.catchUp = new CatchUp(
                lagEntriesMax, System::nanoTime, consensus::appliedIndex, consensus.counts()::committedHeard);
        this.worker = new Worker(
                "readiness", this, APART, failure -> LOG.warn("looking after readiness stumbled and goes on", failure));
    }

    static Readiness start(
            ConsensusNode consensus, Health health, DiskRoom room, StallWatch stall, long lagEntriesMax) {
        Readiness readiness = new Readiness(consensus, health, room, stall, lagEntriesMax);
        readiness.worker.start();
        return readiness;
    }

    /** Each subject once, in the order of weight. Takes no lock. */
    List<ReadinessCheck> checks() {
        return List.of(
                known(
                        Subject.NODE,
                        health.failure()
                                .map(failure -> "the node has failed: " + failure.reason())
                                .orElse(null)),
                known(Subject.STOP, stopping ? "the node is stopping" : null),
                known(Subject.LEADER, hasLeader(consensus.leadership()) ? null : "no leader is known"),
                catchUp.check(),
                new ReadinessCheck(
                        Subject.PROGRESS,
                        stall.isStalled() ? "the node is behind the leader and does not move on" : null,
                        stall.age()),
                new ReadinessCheck(
                        Subject.DISK,
                        room.isLow()
                                ? "the disk has less than " + (room.reserveBytes() >> 20) + " MiB left for data"
                                : null,
                        room.age()));
    }

    private static ReadinessCheck known(Subject subject, @Nullable String obstacle) {
        return new ReadinessCheck(subject, obstacle, Duration.ZERO);
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
            catchUp.lost();
            return SOON;
        }
        if (catchUp.look()) {
            return APART;
        }
        boolean reached = Settled.result(consensus.readIndex(CATCH_UP_TRY))
                .filter(Reached.class::isInstance)
                .isPresent();
        if (reached) {
            catchUp.shown();
        }
        return reached ? APART : SOON;
    }

    private static boolean hasLeader(Leadership leadership) {
        return switch (leadership.role()) {
            case LEADER, FOLLOWER -> true;
            case SEEKING, OUT -> false;
        };
    }
}
