package io.cfguardian.raft.machine;

import io.cfguardian.app.telemetry.UpkeepNumbers.Chain;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.ChainPoint;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfChain;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's chain with the others' at equal revisions. Nodes that decide the same log have the same chain; one that has
 * another was damaged, or has a fault that the others do not have, and takes itself out of service. The one that is outvoted is
 * wrong; where there are as many on either side, the leader stays, and the others go.
 */
final class ChainWatch implements Worker.Task {

    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);

    private static final Pause APART = Pause.of(Duration.ofSeconds(5));

    private final ConsensusNode consensus;
    private final Answering own;
    private final Asking others;
    private final Health health;
    private volatile Chain found = Chain.NONE;

    ChainWatch(ConsensusNode consensus, Answering own, Asking others, Health health) {
        this.consensus = consensus;
        this.own = own;
        this.others = others;
        this.health = health;
    }

    /** A watch that compares every five seconds. */
    Worker worker() {
        return new Worker(
                "chain-watch",
                this,
                APART,
                // A store that is broken has been told by whoever found it.
                failure -> LOG.warn("the chains of the members could not be compared", failure));
    }

    /** What came of it so far. May be called by any thread. */
    Chain found() {
        return found;
    }

    @Override
    public Pause step() {
        if (health.failure().isEmpty()) {
            Revision last = own.report().revision();
            List<MemberAddress> members = consensus.members().stream()
                    .filter(member -> member.self() == Self.ANOTHER)
                    .map(MemberStatus::address)
                    .toList();
            Map<MemberAddress, ChainPoint> points = others.all(members, new OfChain(last), Codec.CHAIN_POINT);
            Map<MemberAddress, ChainPoint> differing = new TreeMap<>(points);
            differing.values().removeIf(point -> own.chain(point.revision()).equals(point));
            count(members.size(), points.size(), differing.size());
            judge(points.size(), differing);
        }
        return APART;
    }

    private void count(int asked, int heard, int differing) {
        Chain before = found;
        @Nullable Instant agreement = heard > 0 && differing == 0 ? Instant.now() : before.lastAgreement();
        found = new Chain(
                before.agreed() + heard - differing,
                before.differed() + differing,
                before.unheard() + asked - heard,
                agreement);
    }

    private void judge(int heard, Map<MemberAddress, ChainPoint> differing) {
        if (differing.isEmpty()) {
            return;
        }
        int agreeing = 1 + heard - differing.size();
        LOG.error("the chains of {} differ from this node's, {} agree with it", differing.keySet(), agreeing - 1);
        boolean leads = consensus.leadership().role() == Role.LEADER;
        if (differing.size() > agreeing || (differing.size() == agreeing && !leads)) {
            String reason = "the chain of this node differs from that of " + differing.keySet()
                    + " at or before revision "
                    + differing.values().stream()
                            .map(ChainPoint::revision)
                            .min(Comparator.naturalOrder())
                            .orElseThrow();
            health.failed(new FatalFailure(0, 0, reason, Optional.empty()));
        }
    }
}
