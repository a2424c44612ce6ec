package io.cfguardian.raft.machine;

import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.disk.DiskRoom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the disk all the time, and has a snapshot taken when it becomes full: the log before it can go then. */
final class DiskWatch implements Worker.Task {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private static final Pause APART = Pause.of(Duration.ofMillis(200));

    private final DiskRoom room;
    private final Runnable snapshot;

    /** @param snapshot asks for one, without waiting */
    DiskWatch(DiskRoom room, Runnable snapshot) {
        this.room = room;
        this.snapshot = snapshot;
    }

    Worker worker() {
        return new Worker("disk-watch", this, APART, failure -> LOG.warn("the disk could not be looked at", failure));
    }

    @Override
    public Pause step() {
        boolean wasLow = room.isLow();
        room.look();
        if (room.isLow() && !wasLow) {
            snapshot.run();
        }
        return APART;
    }
}
