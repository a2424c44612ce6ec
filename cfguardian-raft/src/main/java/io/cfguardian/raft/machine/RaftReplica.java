package io.cfguardian.raft.machine;

import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NotCaughtUp;
import io.cfguardian.app.replica.ReplicationFailure.Overloaded;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.CurrentSpan;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.ReadPoint;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.store.RocksStore;
import java.time.Duration;
import java.util.Optional;

/** The replica of one node: its store, and the read points of its consensus node. */
final class RaftReplica implements Replica {

    private final RocksStore store;
    private final ConsensusNode consensus;
    private final RevisionWaiters waiters;

    RaftReplica(RocksStore store, ConsensusNode consensus, RevisionWaiters waiters) {
        this.store = store;
        this.consensus = consensus;
        this.waiters = waiters;
    }

    @Override
    public View view() {
        return store.view();
    }

    @Override
    public void awaitLinearizable(Duration timeout) {
        Optional<ReadPoint> point;
        try (Span wait = CurrentSpan.get().child("raft.read_index", Span.Kind.INTERNAL)) {
            point = Settled.result(consensus.readIndex(timeout));
            if (!(point.orElse(null) instanceof Reached)) {
                wait.failed("not_reached");
            }
        }
        if (point.isEmpty()) {
            throw new NoQuorum("the wait for a read point was interrupted");
        }
        switch (point.get()) {
            case Reached ignored -> {}
            case NotReached(ReadPoint.Reason reason) -> throw failure(reason, timeout);
        }
    }

    @Override
    public void awaitRevision(Revision revision, Duration timeout) {
        Revision reached;
        try {
            reached = waiters.await(revision, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reached = waiters.reached();
        }
        if (revision.isAfter(reached)) {
            throw new NotCaughtUp(revision, reached);
        }
    }

    @Override
    public Revision awaitAfter(Revision seen, Duration timeout) throws InterruptedException {
        return waiters.await(seen.next(), timeout);
    }

    private static RuntimeException failure(ReadPoint.Reason reason, Duration timeout) {
        return switch (reason) {
            case NO_LEADER -> new NoQuorum("no leader was known for " + timeout.toMillis() + " ms");
            case TIMED_OUT ->
                new NoQuorum("no majority confirmed the leader, or this node did not catch up, within "
                        + timeout.toMillis() + " ms");
            case OVERLOADED -> new Overloaded("too many readers wait on this node");
            case STOPPING -> new NoQuorum("this node is stopping");
            case FAILED -> new NoQuorum("this node has failed");
        };
    }
}
