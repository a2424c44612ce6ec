package io.cfguardian.raft.machine;

import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this node belongs to the cluster no more. Nobody tells a node so: from its removal on it just hears nothing. So one
 * that has been without a leader for five election timeouts asks the others; when the leader among them does not know it,
 * it is not needed. A node that waits to be added knows no members, and goes on waiting.
 */
final class RemovalWatch implements Worker.Task {

    private static final Logger LOG = LoggerFactory.getLogger(RemovalWatch.class);

    private static final int TIMEOUTS = 5;

    private final MemberAddress self;
    private final ConsensusNode consensus;
    private final KnownNodes known;
    private final Asking others;
    private final Runnable removed;
    private final Duration electionTimeout;
    private long ledNanos = System.nanoTime();

    /** @param removed told once, on the worker's thread */
    RemovalWatch(
            RaftNodeSettings settings, ConsensusNode consensus, KnownNodes known, Asking others, Runnable removed) {
        this.self = settings.own().raft();
        this.consensus = consensus;
        this.known = known;
        this.others = others;
        this.removed = removed;
        this.electionTimeout = settings.tuning().electionTimeout();
    }

    Worker worker() {
        return new Worker(
                "removal-watch",
                this,
                Pause.of(electionTimeout),
                failure -> LOG.warn("looking after this node's own membership stumbled and goes on", failure));
    }

    @Override
    public Pause step() throws InterruptedException {
        Leadership leadership = consensus.leadership();
        long now = System.nanoTime();
        if (leadership.role() != Role.SEEKING || consensus.members().isEmpty()) {
            ledNanos = now;
        } else if (now - ledNanos > electionTimeout.multipliedBy(TIMEOUTS).toNanos() && isUnknownToTheLeader()) {
            removed.run();
            throw new InterruptedException();
        }
        return Pause.of(electionTimeout);
    }

    private boolean isUnknownToTheLeader() {
        List<MemberAddress> asked = known.now().keySet().stream()
                .filter(address -> !address.equals(self))
                .toList();
        return others.all(asked, new OfState(), Codec.REPORT).values().stream()
                .filter(report -> report.part() == Part.LEADER)
                .map(Report::node)
                .anyMatch(leader -> leader != null && !leader.members().contains(self.toString()));
    }
}
