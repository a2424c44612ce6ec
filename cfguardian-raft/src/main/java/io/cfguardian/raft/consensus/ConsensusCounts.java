package io.cfguardian.raft.consensus;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a consensus node has done and heard since its start. Written by Raft's threads, read by anyone; takes no lock. */
public final class ConsensusCounts {

    private final LongAdder entries = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final LongAdder applyRuns = new LongAdder();
    private final LongAdder applyNanos = new LongAdder();
    private final LongAdder leaders = new LongAdder();
    private final LongAdder snapshotsSaved = new LongAdder();
    private final LongAdder snapshotsNotSaved = new LongAdder();
    private final LongAdder snapshotsLoaded = new LongAdder();
    private final LongAdder readRounds = new LongAdder();
    private final LongAdder readRoundsFailed = new LongAdder();
    private final AtomicLong committedHeard = new AtomicLong();

    ConsensusCounts() {}

    /** Log entries that were applied. */
    public long entries() {
        return entries.sum();
    }

    /** Commands in them. */
    public long commands() {
        return commands.sum();
    }

    /** In how many runs, each one atomic write, they were applied. */
    public long applyRuns() {
        return applyRuns.sum();
    }

    /** How long that took. */
    public long applyNanos() {
        return applyNanos.sum();
    }

    /** How often this node began to lead or to follow a leader. */
    public long leaders() {
        return leaders.sum();
    }

    /** Snapshots that were saved here. */
    public long snapshotsSaved() {
        return snapshotsSaved.sum();
    }

    /** Snapshots that came to nothing. */
    public long snapshotsNotSaved() {
        return snapshotsNotSaved.sum();
    }

    /** Snapshots, this node's own or a leader's, that took the place of the state. */
    public long snapshotsLoaded() {
        return snapshotsLoaded.sum();
    }

    /** Read index rounds that were begun. */
    public long readRounds() {
        return readRounds.sum();
    }

    /** Those of them that served nobody. */
    public long readRoundsFailed() {
        return readRoundsFailed.sum();
    }

    /** How far the log is committed, as any leader told this node; 0 until one has. Never lower than before. */
    public long committedHeard() {
        return committedHeard.get();
    }

    void applied(long newEntries, long newCommands, long nanos) {
        entries.add(newEntries);
        commands.add(newCommands);
        applyRuns.increment();
        applyNanos.add(nanos);
    }

    void heardCommitted(long index) {
        committedHeard.accumulateAndGet(index, Math::max);
    }

    void leaderFound() {
        leaders.increment();
    }

    void snapshotSaved() {
        snapshotsSaved.increment();
    }

    void snapshotNotSaved() {
        snapshotsNotSaved.increment();
    }

    void snapshotLoaded() {
        snapshotsLoaded.increment();
    }

    void readRoundBegan() {
        readRounds.increment();
    }

    void readRoundFailed() {
        readRoundsFailed.increment();
    }
}
