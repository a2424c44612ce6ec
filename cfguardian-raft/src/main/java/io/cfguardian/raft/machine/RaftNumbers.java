package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Applied;
import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Members;
import io.cfguardian.app.telemetry.ReplicationNumbers.ReadIndex;
import io.cfguardian.app.telemetry.ReplicationNumbers.Role;
import io.cfguardian.app.telemetry.ReplicationNumbers.Snapshots;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.raft.consensus.ConsensusCounts;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What consensus knows at once, in numbers. Without state; takes no lock of JRaft and asks no other member. */
final class RaftNumbers {

    private RaftNumbers() {}

    /** @param names of the members, in the record of the nodes; asked for by the leader alone */
    static ReplicationNumbers of(
            ConsensusNode consensus,
            Supplier<Map<MemberAddress, ClusterNode>> names,
            long revision,
            List<ReadinessCheck> checks) {
        ConsensusCounts counts = consensus.counts();
        Leadership leadership = consensus.leadership();
        long applied = consensus.appliedIndex();
        List<MemberStatus> members = consensus.members();
        return new ReplicationNumbers(
                role(leadership.role()),
                leadership.term(),
                applied,
                revision,
                counts.leaders(),
                consensus.proposalsInFlight(),
                obstacles(checks),
                new Applied(counts.entries(), counts.commands(), counts.applyRuns(), counts.applyNanos()),
                new Snapshots(counts.snapshotsSaved(), counts.snapshotsNotSaved(), counts.snapshotsLoaded()),
                new ReadIndex(counts.readRounds(), counts.readRoundsFailed()),
                new Members(votes(members, Vote.VOTER), votes(members, Vote.LEARNER)),
                leadership.role() == Leadership.Role.LEADER ? followers(members, names.get(), applied) : null);
    }

    private static int votes(List<MemberStatus> members, Vote vote) {
        return (int) members.stream().filter(member -> member.vote() == vote).count();
    }

    private static Set<Subject> obstacles(List<ReadinessCheck> checks) {
        Set<Subject> obstacles = EnumSet.noneOf(Subject.class);
        checks.stream()
                .filter(check -> !check.passes())
                .map(ReadinessCheck::subject)
                .forEach(obstacles::add);
        return obstacles;
    }

    private static Role role(Leadership.Role role) {
        return switch (role) {
            case LEADER -> Role.LEADER;
            case FOLLOWER -> Role.FOLLOWER;
            case SEEKING -> Role.SEEKING;
            case OUT -> Role.OUT;
        };
    }

    /** What a member has not been heard to have, it lacks. One that is not in the record has no name yet. */
    static Followers followers(List<MemberStatus> members, Map<MemberAddress, ClusterNode> names, long applied) {
        List<MemberStatus> others =
                members.stream().filter(member -> member.self() == Self.ANOTHER).toList();
        List<MemberStatus> answering = others.stream()
                .filter(member -> member.replication() == Replication.ANSWERING)
                .toList();
        long farthest =
                others.stream().mapToLong(member -> lag(member, applied)).max().orElse(0);
        Map<String, Long> lagByNode = new TreeMap<>();
        for (MemberStatus other : others) {
            ClusterNode named = names.get(other.address());
            if (named != null) {
                lagByNode.put(named.id().value(), lag(other, applied));
            }
        }
        return new Followers(
                answering.size(),
                others.size() - answering.size(),
                1 + votes(answering, Vote.VOTER),
                farthest,
                lagByNode);
    }

    private static long lag(MemberStatus member, long applied) {
        return Math.max(0, applied - member.lastLogIndex().orElse(0));
    }
}
