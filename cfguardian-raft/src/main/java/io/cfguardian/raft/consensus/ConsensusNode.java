package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.rpc.RpcServer;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.raft.consensus.ConsensusStartException.Problem;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.log.CheckedLogStorage;
import io.cfguardian.raft.consensus.log.LogStorageOptions;
import io.cfguardian.raft.consensus.meta.CheckedMetaStorage;
import io.cfguardian.raft.consensus.transport.ChannelSecurity;
import io.cfguardian.raft.consensus.transport.ClusterClient;
import io.cfguardian.raft.consensus.transport.ClusterRpcFactory;
import io.cfguardian.raft.consensus.transport.ClusterServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the cluster: proposes commands, serves read points, applies the log to a {@link ReplicatedState}.
 *
 * <p>Thread-safe. No method that returns a future blocks, and none of these futures completes exceptionally; dependents run on virtual
 * threads, never on Raft's. {@link #leadership()}, {@link #appliedIndex()} and {@link #members()} take no lock and are meant for
 * probes and hot paths.
 *
 * <p>The caller owns the state: it must be open before {@link #start} and is closed by the caller after {@link #close()}.
 */
public final class ConsensusNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsensusNode.class);

    /** JRaft waits for parts that were never started. */
    private static final Duration FAILED_START_TIMEOUT = Duration.ofSeconds(1);

    /** Between two looks after the members. */
    private static final Duration LOOK_MAX = Duration.ofMillis(500);

    private final ConsensusSettings settings;
    private final Executor workers =
            task -> Thread.ofVirtual().name("consensus-worker").start(task);
    private final Deadlines deadlines;
    private final ExecutorService raftExecutor;
    private final ExecutorService snapshotWorker;
    private final LeadershipView leadership;
    private final ConsensusCounts counts = new ConsensusCounts();
    private final AppliedIndex applied;
    private final Fatality fatality;
    private final DataDirectory directory;
    private final Probation probation;
    private final CheckedMetaStorage promises;
    private final MemberNode node;
    private final MemberChanges memberChanges;
    private final LogStateMachine stateMachine;
    private final ProposalBatcher batcher;
    private final ReadIndexCoalescer reads;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final ChannelSecurity security;
    private final ClusterClient client;
    private final ProposalRouter router;
    private final PeerQuestions questions;
    private @Nullable RpcServer server;
    private @Nullable MemberWatch watch;

    private ConsensusNode(
            ConsensusSettings settings,
            DataDirectory directory,
            ReplicatedState state,
            ChannelSecurity security,
            FatalListener fatalListener,
            Function<byte[], byte[]> questionAnswerer,
            Tracer tracer)
            throws ConsensusStartException {
        this.settings = settings;
        this.directory = directory;
        this.probation = Probation.of(directory.probation());
        this.security = security;
        this.deadlines = new Deadlines("consensus", workers);
        this.raftExecutor = JraftThreads.raftExecutor();
        this.snapshotWorker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("consensus-snapshot").factory());
        this.leadership = new LeadershipView(settings.self());
        int waitingMax = settings.limits().waitingReadersMax();
        this.applied = new AppliedIndex(state.appliedIndex(), waitingMax, deadlines, workers);
        this.promises = new CheckedMetaStorage(directory.meta());
        this.node = new MemberNode(settings, probation, promises);
        this.memberChanges = new MemberChanges(node, workers);
        this.reads =
                new ReadIndexCoalescer(new JraftReadIndex(node, leadership, counts), waitingMax, deadlines, workers);
        this.fatality = new Fatality(fatalListener, this::refuseEverything);
        this.stateMachine = new LogStateMachine(
                state,
                applied,
                leadership,
                new SnapshotKeeper(
                        state, settings.snapshots().logBytes(), snapshotWorker, this::snapshotForSize, fatality),
                counts,
                fatality);
        this.batcher =
                new ProposalBatcher(settings.limits(), new JraftLog(node), leadership::leadingTerm, deadlines, workers);
        this.client = new ClusterClient(security, (int) JraftOptions.CONNECT_TIMEOUT.toMillis(), workers);
        this.router =
                new ProposalRouter(settings, leadership, batcher, client, this::refusal, deadlines, workers, tracer);
        this.questions = new PeerQuestions(
                settings.clusterId(),
                client,
                questionAnswerer,
                () -> node.memory(leadership.current(), members()),
                deadlines,
                workers);
    }

    /**
     * Starts a member: loads the last snapshot, if the state is older, and takes part in elections. Returns before there is a
     * leader. Blocks while the snapshot is verified and loaded.
     *
     * @param fatalListener told once if the node fails for good
     * @param questionAnswerer answers {@link #ask} of other members, on a virtual thread; what it throws makes the asker's answer empty
     * @param tracer begins spans for commands of other members that trace them
     * @throws ConsensusStartException if the node cannot start; the process should say why and exit
     */
    public static ConsensusNode start(
            ConsensusSettings settings,
            ReplicatedState state,
            FatalListener fatalListener,
            Function<byte[], byte[]> questionAnswerer,
            Tracer tracer)
            throws ConsensusStartException {
        JvmProperties.set();
        ClusterRpcFactory.requireActive();
        ChannelSecurity security = MemberChannels.open(settings);
        try {
            LogStorageOptions.register();
            JraftThreads.register(settings.clusterId());
            DataDirectory directory = DataDirectory.of(settings.dataDirectory());
            directory.prepare(settings.initialMembers().equals(List.of(settings.self())));
            ConsensusNode started =
                    new ConsensusNode(settings, directory, state, security, fatalListener, questionAnswerer, tracer);
            started.openOrClose();
            return started;
        } catch (ConsensusStartException | RuntimeException failed) {
            security.close();
            throw failed;
        }
    }

    private void openOrClose() throws ConsensusStartException {
        try {
            open();
        } catch (ConsensusStartException | RuntimeException failed) {
            close(FAILED_START_TIMEOUT);
            throw failed;
        }
    }

    private void open() throws ConsensusStartException {
        NodeManager.getInstance()
                .addAddress(JraftOptions.peerOf(settings.self()).getEndpoint());
        boolean initialised;
        try {
            initialised = node.init(JraftOptions.nodeOptions(settings, directory, promises, stateMachine, security));
        } catch (RuntimeException refused) {
            throw new ConsensusStartException(
                    Problem.DAMAGED_DATA, "the log cannot be used: " + refused.getMessage(), refused);
        }
        if (!initialised) {
            throw initFailure();
        }
        MemberWatch memberWatch = new MemberWatch(node, settings, leadership, applied, counts, workers);
        watch = memberWatch;
        RpcServer rpcServer = ClusterServer.create(
                JraftOptions.peerOf(settings.self()).getEndpoint(),
                security,
                raftExecutor,
                workers,
                memberWatch,
                request -> questions.dispatch(request, router::answer));
        try {
            if (!rpcServer.init(null)) {
                throw new ConsensusStartException(Problem.NOT_USABLE, "cannot listen on " + settings.self());
            }
        } catch (RuntimeException notBound) {
            throw new ConsensusStartException(
                    Problem.NOT_USABLE, "cannot listen on " + settings.self() + ": " + notBound.getMessage(), notBound);
        }
        server = rpcServer;
        Duration half = settings.electionTimeout().dividedBy(2);
        deadlines.every(half.compareTo(LOOK_MAX) < 0 ? half : LOOK_MAX, memberWatch::check);
        new Readmission(settings, probation, node, questions::askMemory, this::readIndex, stopping::get).begin();
    }

    /** Why JRaft did not start, as far as can be found out: it only logs it. */
    private ConsensusStartException initFailure() {
        Optional<FatalFailure> fatal = fatality.failure();
        Optional<String> damage = fatal.map(FatalFailure::reason).or(() -> CheckedLogStorage.damage(directory.log()));
        return new ConsensusStartException(
                damage.isPresent() ? Problem.DAMAGED_DATA : Problem.NOT_USABLE,
                damage.orElse("the log, term and vote, or snapshots cannot be opened; JRaft has logged why"),
                fatal.flatMap(FatalFailure::cause).orElse(null));
    }

    /**
     * Proposes a command, from any member. Waits for a leader if there is none, up to the timeout. Every outcome says whether the command
     * may be in the log; see {@link ProposalResult}. Commands proposed before the other's outcome is known have no order.
     *
     * @param span what is done for it, here and on the leader, is a part of; no byte of that is in the log
     */
    public CompletableFuture<ProposalResult> propose(byte[] command, Duration timeout, Span span) {
        return router.propose(command, timeout, span);
    }

    /**
     * A point at which this node's state holds everything that was acknowledged anywhere before the call. Rounds are shared by
     * many readers. Tries again until the timeout.
     */
    public CompletableFuture<ReadPoint> readIndex(Duration timeout) {
        return reads.read(Deadlines.after(timeout));
    }

    /** Waits until this node has applied the log at least up to an index; asks nobody. */
    public CompletableFuture<ReadPoint> awaitApplied(long index, Duration timeout) {
        return applied.await(index, Deadlines.after(timeout));
    }

    public Leadership leadership() {
        return leadership.current();
    }

    /** Waits until the leadership is not {@code seen} any more, at most for the timeout; returns what it is then. */
    public Leadership awaitLeadershipChange(Leadership seen, Duration timeout) throws InterruptedException {
        return leadership.awaitChangeFrom(seen, Deadlines.after(timeout));
    }

    /** The last log index applied here. Never lower than before. */
    public long appliedIndex() {
        return applied.current();
    }

    /** Whether nothing is applied just now because a snapshot is taken or loaded. */
    public boolean isAtSnapshot() {
        return stateMachine.isAtSnapshot();
    }

    /** Why the node has failed for good, if it has. */
    public Optional<FatalFailure> failure() {
        return fatality.failure();
    }

    /** The members, learners too, as last known, at most half an election timeout old, sorted by address. */
    public List<MemberStatus> members() {
        MemberWatch known = watch;
        return known == null ? List.of() : known.members();
    }

    /** Commands that this node holds as leader and that have no outcome yet. */
    public int proposalsInFlight() {
        return batcher.gate().count();
    }

    /** What it has done and heard since its start. */
    public ConsensusCounts counts() {
        return counts;
    }

    /** When the certificate ends by which others know this node; empty where members speak in plain text. */
    public Optional<Instant> certificateEnd() {
        return security.certificateEnd();
    }

    /**
     * Asks another member, or this one, a question that its {@code questionAnswerer} answers. For status pages: no order, no retry.
     *
     * @return the answer, or empty if there was none in time
     */
    public CompletableFuture<Optional<byte[]>> ask(MemberAddress member, byte[] question, Duration timeout) {
        return questions.ask(member, question, timeout);
    }

    /** Asks for a snapshot now. Completes when it is saved or refused; other snapshots under way refuse it. */
    public CompletableFuture<SnapshotResult> snapshotNow() {
        CompletableFuture<SnapshotResult> result = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                node.snapshot(status -> workers.execute(() -> result.complete(SnapshotResult.of(status))));
            } catch (RuntimeException stopped) {
                result.complete(new SnapshotResult.NotSaved("the node is stopped"));
            }
        });
        return result;
    }

    /**
     * Has this node, which leads, tell another to stand for election at once. That it begins says nothing about who wins.
     *
     * @param to one of the other members; empty: the one with the longest log
     * @return whether it begins; not while this node does not lead, or is busy with a change of its members
     */
    public boolean transferLeadership(Optional<MemberAddress> to) {
        Status status = node.transferLeadershipTo(to.map(JraftOptions::peerOf).orElse(PeerId.ANY_PEER));
        if (!status.isOk()) {
            LOG.info("leadership is not handed over: {}", status.getErrorMsg());
        }
        return status.isOk();
    }

    /** Changes the members, on the leader. One change at a time; completes when it is committed or has come to nothing. */
    public CompletableFuture<MemberChangeResult> changeMember(MemberChange change, MemberAddress member) {
        return memberChanges.change(change, member);
    }

    /**
     * Has this node be the only member from now on. The others are not asked, and their acknowledged writes that are not in this
     * node's log are lost: only for when most of them are lost for good, and while none of them runs.
     */
    public MemberChangeResult standAlone() {
        return memberChanges.standAlone(settings.self());
    }

    /** The end of this node's log. May wait for JRaft's lock. */
    public long lastLogIndex() {
        return node.getLastLogIndex();
    }

    private void snapshotForSize() {
        var unused = snapshotNow().thenAccept(result -> LOG.info("snapshot for the size of the log: {}", result));
    }

    private Optional<Reason> refusal() {
        if (fatality.failure().isPresent()) {
            return Optional.of(Reason.FAILED);
        }
        return stopping.get() ? Optional.of(Reason.STOPPING) : Optional.empty();
    }

    private void refuseEverything() {
        leadership.out();
        reads.close(ReadPoint.Reason.FAILED);
        applied.close(ReadPoint.Reason.FAILED);
    }

    /**
     * Stops: takes no more commands, waits shortly for those in flight, hands leadership over, and shuts down. Takes the stop
     * timeout at most; what has not ended by then is left behind and logged. May be called again, which does nothing.
     */
    @Override
    public void close() {
        close(settings.stopTimeout());
    }

    private void close(Duration timeout) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        long deadline = Deadlines.after(timeout);
        Deadlines.awaitUntil(batcher::isIdle, timeout.dividedBy(4));
        handLeadershipOver();
        leadership.out();
        reads.close(ReadPoint.Reason.STOPPING);
        applied.close(ReadPoint.Reason.STOPPING);
        RpcServer listening = server;
        if (listening != null) {
            listening.shutdown();
        }
        node.shutDown(Duration.ofNanos(Math.max(1, Deadlines.nanosLeft(deadline))));
        NodeManager.getInstance()
                .removeAddress(JraftOptions.peerOf(settings.self()).getEndpoint());
        client.close();
        security.close();
        deadlines.close();
        raftExecutor.shutdown();
        snapshotWorker.shutdown();
    }

    private void handLeadershipOver() {
        if (leadership.current().role() != Role.LEADER || members().size() < 2) {
            return;
        }
        if (transferLeadership(Optional.empty())) {
            Deadlines.awaitUntil(() -> leadership.current().role() == Role.FOLLOWER, settings.electionTimeout());
        }
    }
}
