package io.cfguardian.raft.machine;

import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.ConsensusStartException;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberChangeResult.NotChanged;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import io.cfguardian.raft.scrub.DamageNote;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cluster of one out of what a single node has, when most nodes are lost for good. Whatever was acknowledged and is not in
 * this node's log is lost with them; what is in its log counts as committed. The other nodes that are left must not run, and never
 * again with the data they have.
 */
public final class Recovery {

    /** A cluster that still has a leader shows within some election timeouts. */
    private static final int LEADER_TIMEOUTS = 5;

    private static final Duration LEAD = Duration.ofSeconds(30);

    private Recovery() {}

    /**
     * What a node has, to be shown to whoever decides.
     *
     * @param members the members as this node's log has them
     * @param lastLogIndex the end of its log; of several nodes, the one with the greatest has lost least
     */
    public record Facts(List<String> members, Revision revision, Hash chainHead, long lastLogIndex) {
        public Facts {
            members = List.copyOf(members);
        }
    }

    /** What came of it. */
    public sealed interface Result {

        /** The node is the only member; it can be started as usual. Its last commit may be later than the facts had it. */
        record Recovered(Revision revision, Hash chainHead) implements Result {}

        /** Nothing was changed, as was wished. */
        enum Declined implements Result {
            DECLINED
        }

        /** Nothing was changed, or it is not known whether; the reason is for people. */
        record Refused(String reason) implements Result {}
    }

    /**
     * Opens the node, which must not run elsewhere, looks whether there is a leader, asks, and makes it the only member. Blocks for as
     * long as it takes to answer.
     *
     * @throws RaftNodeStartException when the node's data cannot be opened
     */
    public static Result run(RaftNodeSettings settings, Predicate<Facts> confirmed) throws RaftNodeStartException {
        Optional<String> unsound = unsound(settings);
        if (unsound.isPresent()) {
            return new Result.Refused(unsound.get());
        }
        AtomicReference<@Nullable String> failure = new AtomicReference<>();
        Result result;
        try (RocksStore store = RocksStore.open(settings.store(), failed -> failure.set(failed.getMessage()));
                RevisionWaiters waiters =
                        RevisionWaiters.start(store.position().head().revision());
                ConsensusNode consensus = ConsensusNode.start(
                        settings.consensus(),
                        new ConfigStateMachine(store, waiters),
                        failed -> failure.set(failed.reason()),
                        question -> {
                            throw new IllegalStateException("a node that is being recovered answers nobody");
                        },
                        Tracer.NONE)) {
            result = recover(settings, consensus, store, confirmed);
        } catch (StoreFailure | ConsensusStartException e) {
            throw new RaftNodeStartException(e);
        }
        String failed = failure.get();
        return failed == null ? result : new Result.Refused("the node has failed: " + failed);
    }

    /** What speaks against going on from this node's data. */
    private static Optional<String> unsound(RaftNodeSettings settings) throws RaftNodeStartException {
        if (RestoredNode.isUnfinished(settings.data())) {
            return Optional.of("a restore has not finished here; run cfguardian restore again");
        }
        try {
            return DamageNote.in(settings.data())
                    .read()
                    .map(found -> "a file was found damaged, " + found + "; recover another node, or restore a backup");
        } catch (IOException failed) {
            throw new RaftNodeStartException(failed);
        }
    }

    private static Result recover(
            RaftNodeSettings settings, ConsensusNode consensus, RocksStore store, Predicate<Facts> confirmed) {
        Duration electionTimeout = settings.tuning().electionTimeout();
        try {
            Leadership found = awaitRole(consensus, electionTimeout.multipliedBy(LEADER_TIMEOUTS), Role.SEEKING);
            if (found.role() != Role.SEEKING) {
                return new Result.Refused("the cluster has a leader, "
                        + found.leader().map(MemberAddress::toString).orElse("this node")
                        + "; there is nothing to recover");
            }
            Head head = store.position().head();
            List<String> members = consensus.members().stream()
                    .map(MemberStatus::address)
                    .map(MemberAddress::toString)
                    .toList();
            if (consensus.lastLogIndex() == 0) {
                return new Result.Refused("this node has no data");
            }
            if (!confirmed.test(new Facts(members, head.revision(), head.chainHash(), consensus.lastLogIndex()))) {
                return Result.Declined.DECLINED;
            }
            if (consensus.standAlone() instanceof NotChanged(String reason)) {
                return new Result.Refused(reason);
            }
            boolean led = consensus.readIndex(LEAD).join() instanceof Reached;
            Head after = store.position().head();
            return led
                    ? new Result.Recovered(after.revision(), after.chainHash())
                    : new Result.Refused("the node does not lead after " + LEAD.toSeconds() + " s; run this again");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Result.Refused("interrupted");
        }
    }

    /** Waits until the role is another than {@code before}, at most for the timeout. */
    private static Leadership awaitRole(ConsensusNode consensus, Duration timeout, Role before)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Leadership seen = consensus.leadership();
        while (seen.role() == before && System.nanoTime() - deadline < 0) {
            seen = consensus.awaitLeadershipChange(seen, Duration.ofNanos(deadline - System.nanoTime()));
        }
        return seen;
    }
}
