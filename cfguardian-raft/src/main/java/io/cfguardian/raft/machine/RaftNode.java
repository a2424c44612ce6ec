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
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.StoreNumbers;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.app.telemetry.UpkeepNumbers;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.clock.AgreedClock;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.ConsensusSettings;
import io.cfguardian.raft.consensus.ConsensusStartException;
import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.raft.consensus.FatalListener;
import io.cfguardian.raft.consensus.ReplicatedState;
import io.cfguardian.raft.consensus.SnapshotResult;
import io.cfguardian.raft.disk.DiskRoom;
import io.cfguardian.raft.scrub.DamageNote;
import io.cfguardian.raft.scrub.Scrubber;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the cluster, with the ports through which the use cases reach it. Thread-safe. Runs from {@link #start} to
 * {@link #close}.
 */
public final class RaftNode implements AutoCloseable {

    private static final SnapshotResult LATE = new SnapshotResult.NotSaved("not in time");
    private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

    /** In which a node that is behind must move on. */
    private static final int STALL_ELECTION_TIMEOUTS = 5;

    private static final Duration STALL_LEAST = Duration.ofSeconds(3);

    private static final long SCRUB_BYTES_PER_SECOND = 32L << 20;

    private final RocksStore store;
    private final RevisionWaiters waiters;
    private final ConsensusNode consensus;
    private final Readiness readiness;
    private final List<Worker> watches;
    private final Replica replica;
    private final Proposals proposals;
    private final RaftCluster cluster;
    private final Backups backups;
    private final Snapshots snapshots;
    private final Membership membership;
    private final AgreedClock clock;
    private final Surveyor surveyor;
    private final KnownNodes known;
    private final Upkeep upkeep;

    private RaftNode(
            RaftNodeSettings settings,
            RocksStore store,
            RevisionWaiters waiters,
            ConsensusNode consensus,
            Parts parts) {
        Answering own = parts.own();
        Health health = parts.health();
        DiskRoom disk = parts.disk();
        AgreedClock clock = parts.clock();
        this.store = store;
        this.waiters = waiters;
        this.consensus = consensus;
        this.clock = clock;
        StallWatch stall = new StallWatch(
                stallPatience(settings),
                System::nanoTime,
                new Fetched(consensus, settings),
                reason -> health.failed(new FatalFailure(consensus.appliedIndex(), 0, reason, Optional.empty())));
        this.readiness = Readiness.start(
                consensus, health, disk, stall, settings.tuning().readyLagEntries());
        this.replica = new RaftReplica(store, consensus, waiters);
        ClusterRoom room = new ClusterRoom(member -> consensus.transferLeadership(Optional.of(member)));
        this.proposals = new RaftProposals(consensus, room);
        Asking others = new Asking(consensus);
        this.backups = out -> BackupFile.write(store, settings.clusterId(), clock.instant(), out);
        this.snapshots = timeout -> snapshot(settings.self(), consensus, timeout);
        this.cluster = new RaftCluster(settings, store, consensus, parts.known(), own, others, readiness);
        this.membership = new RaftMembership(settings.own().raft(), consensus, parts.known(), own, others);
        this.surveyor = new Surveyor(consensus, own, others, List.of(new ClockWatch(clock), room, stall));
        this.known = parts.known();
        ChainWatch chains = new ChainWatch(consensus, own, others, health);
        Scrubber scrubber = scrubber(settings, store, health);
        this.upkeep = new Upkeep(disk, room, chains, scrubber, clock);
        this.watches = List.of(
                chains.worker(),
                new RemovalWatch(settings, consensus, parts.known(), others, parts.removed()).worker(),
                surveyor.worker(),
                scrubber.worker(),
                new DiskWatch(disk, this::snapshotSoon).worker());
    }

    /** The first look at the others comes before any client: their clocks count from the beginning. */
    private void watch() {
        surveyor.step();
        watches.forEach(Worker::start);
    }

    /** What is there before the node is. */
    private record Parts(
            Answering own, KnownNodes known, Health health, Runnable removed, DiskRoom disk, AgreedClock clock) {}

    /**
     * Opens the store, loads a snapshot if the store is older, and joins the cluster. Returns before there is a leader.
     *
     * @param fatal told once if the node can no longer be trusted; the process should then report itself not ready and exit
     * @param removed told once when the node finds that it belongs to the cluster no more; it serves nobody from then on
     * @param tracer begins spans for what other nodes trace
     * @throws RaftNodeStartException when it cannot start
     */
    public static RaftNode start(RaftNodeSettings settings, FatalListener fatal, Runnable removed, Tracer tracer)
            throws RaftNodeStartException {
        return start(settings, fatal, removed, tracer, state -> state);
    }

    /** @param between what a test puts between the log and the state */
    static RaftNode start(
            RaftNodeSettings settings,
            FatalListener fatal,
            Runnable removed,
            Tracer tracer,
            UnaryOperator<ReplicatedState> between)
            throws RaftNodeStartException {
        if (RestoredNode.isUnfinished(settings.data())) {
            throw new RaftNodeStartException("a restore into " + settings.data().toAbsolutePath()
                    + " has not finished; run cfguardian restore again, or remove its directory "
                    + RestoredNode.UNFINISHED);
        }
        DiskRoom disk = disk(settings);
        refuseDamage(settings);
        AgreedClock clock = AgreedClock.ofSystem();
        Health health = new Health(failure -> {
            disk.writeFailed();
            fatal.onFatal(failure);
        });
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
                    between.apply(new ConfigStateMachine(store, waiters)),
                    health::failed,
                    question -> answer(question, started.get()),
                    tracer);
            KnownNodes known = new KnownNodes(store, settings);
            Answering own = new Answering(settings.own(), store, consensus, known, disk, clock);
            started.set(own);
            RaftNode node = new RaftNode(
                    settings, store, waiters, consensus, new Parts(own, known, health, removed, disk, clock));
            node.watch();
            return node;
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

    /** The time to stamp on what is proposed. */
    public InstantSource clock() {
        return clock;
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

    /** How replication does. Answers at once. */
    public ReplicationNumbers replicationNumbers() {
        return RaftNumbers.of(
                consensus, known::now, store.position().head().revision().value(), readiness.checks());
    }

    /**
     * How the store does. Answers at once.
     *
     * @throws StoreFailure when the node is closed
     */
    public StoreNumbers storeNumbers() {
        return store.numbers();
    }

    /** How the watch over itself does. Answers at once. */
    public UpkeepNumbers upkeepNumbers() {
        return upkeep.numbers();
    }

    /** When the certificate ends by which the other nodes know this one; empty where nodes speak in plain text. */
    public Optional<Instant> certificateEnd() {
        return consensus.certificateEnd();
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
        watches.forEach(Worker::close);
        waiters.close();
        consensus.close();
        try {
            store.close();
        } catch (StoreFailure notInFiles) {
            LOG.warn("what the store had in memory only is applied again from the log: {}", notInFiles.getMessage());
        }
    }

    private static Snapshot snapshot(String self, ConsensusNode consensus, Duration timeout) {
        return Settled.result(consensus.snapshotNow().completeOnTimeout(LATE, timeout.toMillis(), MILLISECONDS))
                        .filter(SnapshotResult.Saved.class::isInstance)
                        .isPresent()
                ? new Snapshot.Saved(self)
                : Snapshot.NotSaved.NOT_SAVED;
    }

    private static Duration stallPatience(RaftNodeSettings settings) {
        Duration timeouts = settings.tuning().electionTimeout().multipliedBy(STALL_ELECTION_TIMEOUTS);
        return timeouts.compareTo(STALL_LEAST) < 0 ? STALL_LEAST : timeouts;
    }

    private static Scrubber scrubber(RaftNodeSettings settings, RocksStore store, Health health) {
        return new Scrubber(
                settings.consensus().dataDirectory(),
                store::files,
                settings.tuning().scrubInterval(),
                SCRUB_BYTES_PER_SECOND,
                found -> {
                    note(settings, found);
                    health.failed(new FatalFailure(0, 0, "a file is damaged: " + found, Optional.empty()));
                });
    }

    private static void note(RaftNodeSettings settings, String found) {
        try {
            DamageNote.in(settings.data()).write(found);
        } catch (IOException failed) {
            LOG.error("that a file is damaged could not be noted", failed);
        }
    }

    private static void refuseDamage(RaftNodeSettings settings) throws RaftNodeStartException {
        DamageNote note = DamageNote.in(settings.data());
        try {
            Optional<String> found = note.read();
            if (found.isPresent()) {
                throw new RaftNodeStartException("a file was found damaged, as " + note + " says: " + found.get()
                        + "; remove the whole data directory, and the others will fill it again");
            }
        } catch (IOException failed) {
            throw new RaftNodeStartException(failed);
        }
    }

    private void snapshotSoon() {
        var unused = consensus.snapshotNow();
    }

    private static DiskRoom disk(RaftNodeSettings settings) throws RaftNodeStartException {
        try {
            return DiskRoom.open(
                    settings.data(),
                    settings.tuning().diskReserveBytes(),
                    settings.tuning().ballastBytes());
        } catch (IOException failed) {
            throw new RaftNodeStartException(failed);
        }
    }

    private static byte[] answer(byte[] question, @Nullable Answering own) {
        if (own == null) {
            throw new IllegalStateException("asked before the node has started");
        }
        return own.answer(question);
    }
}
