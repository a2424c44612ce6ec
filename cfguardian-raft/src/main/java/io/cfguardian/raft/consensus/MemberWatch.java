package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.rpc.impl.AbstractClientService;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.consensus.transport.Contact;
import io.cfguardian.raft.consensus.transport.LeaderListener;
import io.cfguardian.raft.consensus.transport.ObservedRpcClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the members are and how they fare, without JRaft's lock for those who ask; and a watchdog for JRaft's known fault that a leader stops to
 * talk to a member for ever while everything looks well (sofa-jraft #1271, #1274). A leader that sees this twice in a row gives
 * up leadership, since a new leader starts its replicators anew. Thread-safe.
 */
final class MemberWatch implements LeaderListener {

    private static final Logger LOG = LoggerFactory.getLogger(MemberWatch.class);

    /** JRaft speaks to each member ten times per election timeout, also to one that is down. */
    private static final int ABANDONED_AFTER_TIMEOUTS = 5;

    private static final int SILENT_AFTER_TIMEOUTS = 2;

    private final NodeImpl node;
    private final MemberAddress self;
    private final Duration electionTimeout;
    private final LeadershipView leadership;
    private final AppliedIndex applied;
    private final ConsensusCounts counts;
    private final ObservedRpcClient client;
    private final AtomicBoolean checking = new AtomicBoolean();
    private final ElectionTimer electionTimer;
    private final LeaderLoss leaderLoss;
    private volatile Map<MemberAddress, Vote> members;
    private volatile HeardFrom lastHeard = new HeardFrom("", 0);
    private volatile Suspicion suspicion = Suspicion.NONE;

    MemberWatch(
            NodeImpl node,
            ConsensusSettings settings,
            LeadershipView leadership,
            AppliedIndex applied,
            ConsensusCounts counts,
            Executor workers) {
        this.node = node;
        this.self = settings.self();
        this.electionTimeout = settings.electionTimeout();
        this.leadership = leadership;
        this.applied = applied;
        this.counts = counts;
        this.electionTimer = ElectionTimer.of(node, electionTimeout);
        this.leaderLoss =
                new LeaderLoss(leadership::current, gone -> electionTimer.leaderIsGone(turnAfter(gone)), workers);
        this.members = votes(settings.initialMembers(), List.of());
        this.client = (ObservedRpcClient) ((AbstractClientService) node.getRpcService()).getRpcClient();
    }

    private record HeardFrom(String member, long nanos) {}

    /** What the watchdog saw at its last check: since when this node leads, and whether it had abandoned a member. */
    private record Suspicion(long term, long sinceNanos, boolean abandoned) {
        static final Suspicion NONE = new Suspicion(ProposalBatcher.NOT_LEADING, 0, false);
    }

    @Override
    public void heard(String member, long nanos, long committedIndex) {
        lastHeard = new HeardFrom(member, nanos);
        counts.heardCommitted(committedIndex);
        electionTimer.leaderIsHeard();
    }

    @Override
    public void closed(String member) {
        leaderLoss.channelClosed(member);
    }

    /** How many of the voters that are left come before this one. */
    private int turnAfter(MemberAddress gone) {
        return Math.toIntExact(members.entrySet().stream()
                .filter(member ->
                        member.getValue() == Vote.VOTER && !member.getKey().equals(gone))
                .takeWhile(member -> !member.getKey().equals(self))
                .count());
    }

    List<MemberStatus> members() {
        List<MemberStatus> known = new ArrayList<>();
        members.forEach((member, vote) -> known.add(status(member, vote)));
        return List.copyOf(known);
    }

    private static Map<MemberAddress, Vote> votes(List<MemberAddress> voters, List<MemberAddress> learners) {
        Map<MemberAddress, Vote> votes = new TreeMap<>();
        voters.forEach(voter -> votes.put(voter, Vote.VOTER));
        learners.forEach(learner -> votes.put(learner, Vote.LEARNER));
        return Collections.unmodifiableMap(votes);
    }

    private MemberStatus status(MemberAddress member, Vote vote) {
        if (member.equals(self)) {
            return new MemberStatus(
                    member,
                    Self.THIS_NODE,
                    vote,
                    OptionalLong.of(0),
                    OptionalLong.of(applied.current()),
                    Replication.NOT_OBSERVED);
        }
        if (leadership.current().role() != Role.LEADER) {
            HeardFrom heard = lastHeard;
            return new MemberStatus(
                    member,
                    Self.ANOTHER,
                    vote,
                    heard.member.equals(member.toString())
                            ? OptionalLong.of(millisSince(heard.nanos))
                            : OptionalLong.empty(),
                    OptionalLong.empty(),
                    Replication.NOT_OBSERVED);
        }
        Optional<Contact> contact = client.contact(member.toString());
        return new MemberStatus(
                member,
                Self.ANOTHER,
                vote,
                contact.filter(Contact::heard).isPresent()
                        ? OptionalLong.of(millisSince(contact.get().heardNanos()))
                        : OptionalLong.empty(),
                contact.filter(known -> known.lastLogIndex() >= 0).isPresent()
                        ? OptionalLong.of(contact.get().lastLogIndex())
                        : OptionalLong.empty(),
                replication(contact));
    }

    private Replication replication(Optional<Contact> contact) {
        long lastAsked = Math.max(contact.map(Contact::askedNanos).orElse(Long.MIN_VALUE) - suspicion.sinceNanos, 0);
        long silentFor = System.nanoTime() - suspicion.sinceNanos - lastAsked;
        if (suspicion.term != ProposalBatcher.NOT_LEADING
                && silentFor
                        > electionTimeout.multipliedBy(ABANDONED_AFTER_TIMEOUTS).toNanos()) {
            return Replication.ABANDONED;
        }
        boolean answers = contact.filter(known -> known.heard()
                        && millisSince(known.heardNanos())
                                <= electionTimeout
                                        .multipliedBy(SILENT_AFTER_TIMEOUTS)
                                        .toMillis())
                .isPresent();
        return answers ? Replication.ANSWERING : Replication.SILENT;
    }

    private static long millisSince(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
    }

    /** Called regularly; may wait for JRaft's lock. */
    void check() {
        if (!checking.compareAndSet(false, true)) {
            return;
        }
        try {
            Configuration configuration = node.getCurrentConf();
            if (configuration != null && !configuration.isEmpty()) {
                members = votes(addresses(configuration.listPeers()), addresses(configuration.listLearners()));
                electionTimer.look();
            }
            watchReplication();
        } catch (RuntimeException failure) {
            // the edge: a scheduled task must not end the schedule
            LOG.warn("looking after the members failed", failure);
        } finally {
            checking.set(false);
        }
    }

    private static List<MemberAddress> addresses(Collection<PeerId> peers) {
        return peers.stream().map(JraftOptions::addressOf).toList();
    }

    private void watchReplication() {
        long term = leadership.leadingTerm();
        Suspicion before = suspicion;
        if (term != before.term) {
            suspicion = term == ProposalBatcher.NOT_LEADING
                    ? Suspicion.NONE
                    : new Suspicion(term, System.nanoTime(), false);
            return;
        }
        if (term == ProposalBatcher.NOT_LEADING) {
            return;
        }
        List<MemberStatus> abandoned = members().stream()
                .filter(member -> member.replication() == Replication.ABANDONED)
                .toList();
        if (!abandoned.isEmpty() && before.abandoned) {
            LOG.error("replication to {} has stopped by itself; giving up leadership to restart it", abandoned);
            Status status = node.transferLeadershipTo(PeerId.ANY_PEER);
            if (!status.isOk()) {
                LOG.error("leadership cannot be given up: {}", status.getErrorMsg());
            }
        }
        suspicion = new Suspicion(term, before.sinceNanos, !abandoned.isEmpty());
    }
}
