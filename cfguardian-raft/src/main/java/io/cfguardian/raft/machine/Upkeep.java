package io.cfguardian.raft.machine;

import io.cfguardian.app.telemetry.UpkeepNumbers;
import io.cfguardian.app.telemetry.UpkeepNumbers.Disk;
import io.cfguardian.raft.clock.AgreedClock;
import io.cfguardian.raft.disk.DiskRoom;
import io.cfguardian.raft.scrub.Scrubber;

/** What a node's watches over itself know, each as of its last look. Thread-safe; looks at nothing itself. */
record Upkeep(DiskRoom disk, ClusterRoom room, ChainWatch chains, Scrubber scrubber, AgreedClock clock) {

    UpkeepNumbers numbers() {
        DiskRoom.Measured measured = disk.measured();
        return new UpkeepNumbers(
                new Disk(
                        measured.totalBytes(),
                        measured.freeBytes(),
                        disk.reserveBytes(),
                        measured.ballastBytes(),
                        disk.isLow(),
                        room.isFull()),
                chains.found(),
                scrubber.progress(),
                clock.ahead().orElse(null));
    }
}
