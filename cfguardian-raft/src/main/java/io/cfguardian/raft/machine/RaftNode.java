package io.cfguardian.raft.machine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cfguardian.app.backup.Backups;
import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterControl;
import io.cfguardian.app.cluster.Snapshots;
import io.cfguardian.app.cluster.Snapshots.Snapshot;
import io.cfguardian.app.cluster.membership.Membership;
import io.cfguardian.app.replica.Proposals;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.ConsensusSettings;
import io.cfguardian.raft.consensus.ConsensusStartException;
import io.cfguardian.raft.consensus.FatalListener;
import io.cfguardian.raft.consensus.SnapshotResult;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One node of the cluster, with the ports through which the use cases reach it. Thread-safe. Runs from {@link #start} to
 * {@link #close}.
 */
public final class RaftNode implements AutoCloseable {

    private static final SnapshotResult LATE = new SnapshotResult.NotSaved("not in time");

    private final RocksStore store;
    private final RevisionWaiters waiters;
    private final ConsensusNode consensus;
    private final Readiness readiness;
    private final Worker chainWatch;
    private final Replica replica;
    private final Proposals proposals;
    private final RaftCluster cluster;
    private final Backups backups;
    private final Snapshots snapshots;
    private final Membership membership;
    private final Worker removalWatch;

    private RaftNode(
            RaftNodeSettings settings,
            RocksStore store,
            RevisionWaiters waiters,
            ConsensusNode consensus,
            Parts parts) {
        Answering own = parts.own();
        Health health = parts.health();
        this.store = store;
        this.waiters = waiters;
        this.consensus = consensus;
        this.readiness = Readiness.start(consensus, health, settings.data());
        this.replica = new RaftReplica(store, consensus, waiters);
        this.proposals = new RaftProposals(consensus);
        Asking others = new Asking(consensus);
        this.backups = out -> BackupFile.write(store, settings.clusterId(), Instant.now(), out);
        this.snapshots = timeout -> snapshot(settings.self(), consensus, timeout);
        this.cluster = new RaftCluster(settings, store, consensus, parts.known(), own, others, readiness);
        this.membership = new RaftMembership(settings.own().raft(), consensus, parts.known(), own, others);
        this.chainWatch = new ChainWatch(consensus, own, others, health).worker();
        this.removalWatch = new RemovalWatch(settings, consensus, parts.known(), others, parts.removed()).worker();
        chainWatch.start();
        removalWatch.start();
    }

    /** What is there before the node is. */
    private record Parts(Answering own, KnownNodes known, Health health, Runnable removed) {}

    /**
     * Opens the store, loads a snapshot if the store is older, and joins the cluster. Returns before there is a leader.
     *
     * @param fatal told once if the node can no longer be trusted; the process should then report itself not ready and exit
     * @param removed told once when the node finds that it belongs to the cluster no more; it serves nobody from then on
     * @throws RaftNodeStartException when it cannot start
     */
    public static RaftNode start(RaftNodeSettings settings, FatalListener fatal, Runnable removed)
            throws RaftNodeStartException {
        if (RestoredNode.isUnfinished(settings.data())) {
            throw new RaftNodeStartException("a restore into " + settings.data().toAbsolutePath()
                    + " has not finished; run cfguardian restore again, or remove its directory "
                    + RestoredNode.UNFINISHED);
        }
        Health health = new Health(fatal);
        ConsensusSettings consensusSettings = settings.consensus();
        RocksStore store;
        try {
            store = RocksStore.open(settings.store(), health::failed);
        } catch (StoreFailure e) {
            throw new RaftNodeStartException(e);
        }
        RevisionWaiters waiters = RevisionWaiters.start(store.position().head().revision());
        AtomicReference<@Nullable Answering> started = new AtomicReference<>();
        try {
            ConsensusNode consensus = ConsensusNode.start(
                    consensusSettings,
                    new ConfigStateMachine(store, waiters),
                    health::failed,
                    question -> answer(question, started.get()));
            KnownNodes known = new KnownNodes(store, settings);
            Answering own = new Answering(settings.own(), store, consensus, known);
            started.set(own);
            return new RaftNode(settings, store, waiters, consensus, new Parts(own, known, health, removed));
        } catch (ConsensusStartException e) {
            throw new RaftNodeStartException(e);
        } finally {
            if (started.get() == null) {
                waiters.close();
                store.close();
            }
        }
    }

    /** This node's copy of the state. */
    public Replica replica() {
        return replica;
    }

    /** The way to change the state. */
    public Proposals proposals() {
        return proposals;
    }

    /** What this node knows of the cluster. */
    public Cluster cluster() {
        return cluster;
    }

    /** What an operator may do to the cluster, by way of this node. */
    public ClusterControl control() {
        return cluster;
    }

    /** The way to have all of this node's state. */
    public Backups backups() {
        return backups;
    }

    /** The way to have this node take a snapshot. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** Raft's configuration, for who keeps it as the state has it. */
    public Membership membership() {
        return membership;
    }

    /** Says from now on that it is not ready, and goes on as before. */
    public void leave() {
        readiness.leave();
    }

    /**
     * Stops: lets waiting readers go, hands leadership over, and closes the store. Takes little more than the stop timeout; does
     * nothing the second time.
     */
    @Override
    public void close() {
        readiness.close();
        chainWatch.close();
        removalWatch.close();
        waiters.close();
        consensus.close();
        store.close();
    }

    private static Snapshot snapshot(String self, ConsensusNode consensus, Duration timeout) {
        return Settled.result(
                                consensus.snapshotNow().completeOnTimeout(LATE, timeout.toMillis(), MILLISECONDS),
                                timeout)
                        .filter(SnapshotResult.Saved.class::isInstance)
                        .isPresent()
                ? new Snapshot.Saved(self)
                : Snapshot.NotSaved.NOT_SAVED;
    }

    private static byte[] answer(byte[] question, @Nullable Answering own) {
        if (own == null) {
            throw new IllegalStateException("asked before the node has started");
        }
        return own.answer(question);
    }
}
