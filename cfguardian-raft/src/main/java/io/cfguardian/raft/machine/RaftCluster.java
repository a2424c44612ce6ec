package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterControl;
import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.cluster.LeaderMove;
import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfLeadership;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.store.RocksStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster as this node's consensus knows it, completed by what the other members say of themselves. */
final class RaftCluster implements Cluster, ClusterControl {

    private static final Logger LOG = LoggerFactory.getLogger(RaftCluster.class);

    /** How long one try to hand leadership over may take, in election timeouts. */
    private static final int TRY_ELECTION_TIMEOUTS = 2;

    private final RaftNodeSettings settings;
    private final RocksStore store;
    private final ConsensusNode consensus;
    private final KnownNodes nodes;
    private final Answering own;
    private final Asking others;
    private final Readiness readiness;

    RaftCluster(
            RaftNodeSettings settings,
            RocksStore store,
            ConsensusNode consensus,
            KnownNodes nodes,
            Answering own,
            Asking others,
            Readiness readiness) {
        this.settings = settings;
        this.store = store;
        this.consensus = consensus;
        this.nodes = nodes;
        this.own = own;
        this.others = others;
        this.readiness = readiness;
    }

    @Override
    public ClusterStatus status() {
        Map<MemberAddress, ClusterNode> named = nodes.now();
        Map<MemberAddress, MemberStatus> known = new TreeMap<>();
        consensus.members().forEach(member -> known.put(member.address(), member));
        named.forEach((address, node) -> known.computeIfAbsent(address, unknown -> notHeardOf(unknown, node)));
        Map<MemberAddress, Report> reports = reports(List.copyOf(known.keySet()));
        Optional<Report> leader = reports.values().stream()
                .filter(report -> report.part() == Report.Part.LEADER)
                .max(Comparator.comparingLong(Report::term));
        List<Member> members = known.values().stream()
                .map(member -> member(member, named.get(member.address()), reports.get(member.address()), leader))
                .sorted(Comparator.comparing(Member::id))
                .toList();
        try (View view = store.view()) {
            Head head = view.head();
            return new ClusterStatus(
                    settings.clusterId(),
                    settings.self(),
                    head.revision(),
                    head.chainHash(),
                    Roster.formatOf(view),
                    members,
                    leader.map(Report::node)
                            .map(Report.Node::hindrance)
                            .filter(hindrance -> !hindrance.isEmpty())
                            .orElse(null));
        }
    }

    @Override
    public OptionalLong leadingTerm() {
        Leadership now = consensus.leadership();
        return now.role() == Leadership.Role.LEADER ? OptionalLong.of(now.term()) : OptionalLong.empty();
    }

    @Override
    public List<ReadinessCheck> checks() {
        return readiness.checks();
    }

    @Override
    public LeaderMove moveLeadership(@Nullable String id, Duration timeout) throws InterruptedException {
        Optional<MemberAddress> to = nodes.now().entrySet().stream()
                .filter(node -> node.getValue().id().value().equals(id)
                        && node.getValue().isVoter())
                .map(Map.Entry::getKey)
                .findFirst();
        if (id != null && to.isEmpty()) {
            return LeaderMove.NoSuchMember.NO_SUCH_MEMBER;
        }
        Leadership seen = consensus.leadership();
        Optional<MemberAddress> first = seen.leader();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<MemberAddress> leader = seen.leader();
            if (leader.isPresent()
                    && (to.isPresent() ? leader.equals(to) : !leader.equals(first) && first.isPresent())) {
                return new LeaderMove.Moved(idOf(leader.get()), seen.term());
            }
            long nanosLeft = deadline - System.nanoTime();
            if (nanosLeft <= 0) {
                return LeaderMove.NotMoved.NOT_MOVED;
            }
            leader.ifPresent(member -> handOver(member, to));
            if (first.isEmpty()) {
                first = leader;
            }
            Duration oneTry = settings.tuning().electionTimeout().multipliedBy(TRY_ELECTION_TIMEOUTS);
            seen = consensus.awaitLeadershipChange(seen, Duration.ofNanos(Math.min(nanosLeft, oneTry.toNanos())));
        }
    }

    /** Nothing is made of the answer: who does not hand over led a moment ago, or is busy, and is asked again. */
    private void handOver(MemberAddress leader, Optional<MemberAddress> to) {
        LOG.info(
                "{} is asked to hand leadership to {}",
                idOf(leader),
                to.map(this::idOf).orElse("any other"));
        if (leader.equals(settings.own().raft())) {
            own.handOver(to);
        } else {
            others.all(
                    List.of(leader),
                    new OfLeadership(to.map(MemberAddress::toString).orElse("")),
                    Codec.REPORT);
        }
    }

    private String idOf(MemberAddress address) {
        ClusterNode node = nodes.now().get(address);
        return node == null ? address.toString() : node.id().value();
    }

    private Map<MemberAddress, Report> reports(List<MemberAddress> members) {
        MemberAddress self = settings.own().raft();
        List<MemberAddress> rest =
                members.stream().filter(member -> !member.equals(self)).toList();
        Map<MemberAddress, Report> reports = others.all(rest, new OfState(), Codec.REPORT);
        reports.put(self, own.report());
        return reports;
    }

    private static Member member(
            MemberStatus member, @Nullable ClusterNode node, @Nullable Report report, Optional<Report> leader) {
        Report.Node told = report == null ? null : report.node();
        String address = member.address().toString();
        return new Member(
                node != null ? node.id().value() : told != null ? told.id() : address,
                address,
                node != null ? node.http() : told != null ? told.http() : null,
                node != null ? node.standing() : standing(member.vote()),
                node != null ? node.phase() : Phase.SETTLED,
                report == null ? null : role(report.part(), member.vote()),
                report == null ? null : report.term(),
                report == null ? null : report.appliedIndex(),
                report == null ? null : report.revision(),
                report == null || leader.isEmpty()
                        ? null
                        : Math.max(0, leader.get().appliedIndex() - report.appliedIndex()),
                lastContactMillis(member, report),
                report == null ? null : report.chainHead());
    }

    private static Standing standing(Vote vote) {
        return switch (vote) {
            case VOTER -> Standing.VOTER;
            case LEARNER -> Standing.LEARNER;
        };
    }

    private static @Nullable Long lastContactMillis(MemberStatus member, @Nullable Report report) {
        if (member.lastContactMillis().isPresent()) {
            return member.lastContactMillis().getAsLong();
        }
        // It has answered just now.
        return report == null ? null : 0L;
    }

    private static MemberStatus notHeardOf(MemberAddress address, ClusterNode node) {
        return new MemberStatus(
                address,
                MemberStatus.Self.ANOTHER,
                // Raft does not know it: it counts for nothing yet.
                node.isSettled() && node.isVoter() ? Vote.VOTER : Vote.LEARNER,
                OptionalLong.empty(),
                OptionalLong.empty(),
                MemberStatus.Replication.NOT_OBSERVED);
    }

    private static @Nullable Role role(Report.Part part, Vote vote) {
        return switch (part) {
            case LEADER -> Role.LEADER;
            case FOLLOWER -> vote == Vote.LEARNER ? Role.LEARNER : Role.FOLLOWER;
            case SEEKING -> null;
        };
    }
}
