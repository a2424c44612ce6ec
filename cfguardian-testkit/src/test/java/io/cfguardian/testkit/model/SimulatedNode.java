package io.cfguardian.testkit.model;

import io.cfguardian.app.replica.Proposals;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NotCaughtUp;
import io.cfguardian.app.replica.ReplicationFailure.OutcomeUnknown;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.testkit.state.InMemoryState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One node of a {@link SimulatedCluster}: its state, its snapshot, and both ports. Waits for nothing: time is not real here. */
final class SimulatedNode implements Replica, Proposals, InstantSource {

    private static final int OTHERS_DEPTH_MAX = 2;

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final long clockErrorMillis;
    private final List<Runnable> others = new ArrayList<>();
    private InMemoryState state = new InMemoryState();
    private int applied;
    private InMemoryState snapshot = new InMemoryState();
    private int snapshotApplied;
    private int depth;

    SimulatedNode(SimulatedCluster cluster, SplittableRandom random, long clockErrorMillis) {
        this.cluster = cluster;
        this.random = random;
        this.clockErrorMillis = clockErrorMillis;
    }

    /** Runs while a proposal is under way here: what other clients do meanwhile. */
    void meanwhile(Runnable other) {
        others.add(other);
    }

    Head head() {
        return state.head();
    }

    void applySome() {
        int some = random.nextInt(4);
        for (int i = 0; i < some && applied < cluster.logSize(); i++) {
            applyNext();
        }
    }

    void applyAll() {
        while (applied < cluster.logSize()) {
            applyNext();
        }
    }

    /** What was not in the snapshot comes from the log again. */
    void crash() {
        state = copy(snapshot);
        applied = snapshotApplied;
    }

    void takeSnapshot() {
        snapshot = copy(state);
        snapshotApplied = applied;
    }

    @Override
    public Answer propose(Envelope envelope, Duration timeout) {
        letOthers();
        if (!cluster.hasLeader() || random.nextInt(25) == 0) {
            throw new NoQuorum("no leader");
        }
        switch (random.nextInt(20)) {
            case 0 -> throw new OutcomeUnknown("lost on the way");
            case 1 -> {
                cluster.delay(envelope);
                throw new OutcomeUnknown("late");
            }
            case 2 -> {
                cluster.append(envelope);
                throw new OutcomeUnknown("the answer is lost");
            }
            case 3 -> {
                // Twice, by a message that was sent again.
                cluster.append(envelope);
                cluster.delay(envelope);
            }
            default -> cluster.append(envelope);
        }
        int index = cluster.logSize() - 1;
        letOthers();
        Optional<Answer> answer = Optional.empty();
        while (applied <= index) {
            answer = Optional.of(applyNext());
        }
        // Another client's turn may have applied it already, and its answer is lost.
        return answer.orElseThrow(() -> new OutcomeUnknown("applied already"));
    }

    private void letOthers() {
        if (depth < OTHERS_DEPTH_MAX && !others.isEmpty() && random.nextInt(3) == 0) {
            depth++;
            others.get(random.nextInt(others.size())).run();
            depth--;
        }
    }

    private Answer applyNext() {
        Answer answer = Transition.step(state, state, cluster.entry(applied));
        cluster.applied(applied, answer, state.head().revision(), state.head().chainHash());
        applied++;
        return answer;
    }

    @Override
    public View view() {
        return state.view();
    }

    @Override
    public void awaitLinearizable(Duration timeout) {
        if (!cluster.hasLeader()) {
            throw new NoQuorum("no leader");
        }
        applyAll();
    }

    @Override
    public void awaitRevision(Revision revision, Duration timeout) {
        while (revision.isAfter(state.head().revision())) {
            if (applied == cluster.logSize()) {
                throw new NotCaughtUp(revision, state.head().revision());
            }
            applyNext();
        }
    }

    @Override
    public Revision awaitAfter(Revision seen, Duration timeout) {
        return state.head().revision();
    }

    @Override
    public Instant instant() {
        return cluster.now().plusMillis(clockErrorMillis);
    }

    private static InMemoryState copy(InMemoryState of) {
        return (InMemoryState) of.view();
    }
}
