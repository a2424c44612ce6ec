package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.membership.Membership;
import io.cfguardian.app.cluster.membership.NodeReport;
import io.cfguardian.app.cluster.membership.RaftMembers;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.raft.codec.ChainPoint;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfChain;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberChange;
import io.cfguardian.raft.consensus.MemberChangeResult;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raft's configuration, as it is and as it is to be. */
final class RaftMembership implements Membership {

    private static final Logger LOG = LoggerFactory.getLogger(RaftMembership.class);

    /** A committed change takes two rounds of the log. After this the next comparison looks what has come of it. */
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(10);

    private final MemberAddress self;
    private final ConsensusNode consensus;
    private final KnownNodes known;
    private final Answering own;
    private final Asking others;

    RaftMembership(MemberAddress self, ConsensusNode consensus, KnownNodes known, Answering own, Asking others) {
        this.self = self;
        this.consensus = consensus;
        this.known = known;
        this.own = own;
        this.others = others;
    }

    @Override
    public String self() {
        return self.toString();
    }

    @Override
    public RaftMembers members() {
        List<MemberStatus> members = consensus.members();
        return new RaftMembers(addresses(members, Vote.VOTER), addresses(members, Vote.LEARNER));
    }

    private static List<String> addresses(List<MemberStatus> members, Vote vote) {
        return members.stream()
                .filter(member -> member.vote() == vote)
                .map(member -> member.address().toString())
                .toList();
    }

    @Override
    public List<ClusterNode> configured() {
        return known.configured();
    }

    @Override
    public Map<String, NodeReport> ask(Collection<String> addresses) {
        List<MemberAddress> asked = addresses.stream()
                .map(MemberAddress::parse)
                .filter(address -> !address.equals(self))
                .toList();
        Map<String, NodeReport> reports = new HashMap<>();
        others.all(asked, new OfState(), Codec.REPORT).forEach((address, report) -> put(reports, address, report));
        if (addresses.contains(self())) {
            put(reports, self, own.report());
        }
        return reports;
    }

    private static void put(Map<String, NodeReport> reports, MemberAddress address, Report report) {
        Report.Node node = report.node();
        if (node != null) {
            NodeId.parse(node.id())
                    .ifPresent(id -> reports.put(
                            address.toString(),
                            new NodeReport(
                                    id, node.http(), new FormatLevel(node.formatLevel()), report.appliedIndex())));
        }
    }

    @Override
    public boolean sharesHistory(String address) {
        ChainPoint last = own.chain();
        ChainPoint other = others.all(
                        List.of(MemberAddress.parse(address)), new OfChain(last.revision()), Codec.CHAIN_POINT)
                .get(MemberAddress.parse(address));
        return other != null && own.chain(other.revision()).equals(other);
    }

    @Override
    public Optional<String> change(Change change, String address) {
        LOG.info("{} {}", kind(change), address);
        return Settled.result(consensus
                        .changeMember(kind(change), MemberAddress.parse(address))
                        .completeOnTimeout(
                                new MemberChangeResult.NotChanged("the change has not come about in time"),
                                CHANGE_TIMEOUT.toMillis(),
                                TimeUnit.MILLISECONDS))
                .flatMap(result -> switch (result) {
                    case MemberChangeResult.Changed() -> Optional.<String>empty();
                    case MemberChangeResult.NotChanged(String reason) -> Optional.of(reason);
                });
    }

    private static MemberChange kind(Change change) {
        return switch (change) {
            case ADD_LEARNER -> MemberChange.ADD_LEARNER;
            case REMOVE_LEARNER -> MemberChange.REMOVE_LEARNER;
            case ADD_VOTER -> MemberChange.ADD_VOTER;
            case REMOVE_VOTER -> MemberChange.REMOVE_VOTER;
        };
    }

    @Override
    public void handOver() {
        own.handOver(Optional.empty());
    }

    @Override
    public void tell(String hindrance) {
        own.hindered(hindrance);
    }
}
