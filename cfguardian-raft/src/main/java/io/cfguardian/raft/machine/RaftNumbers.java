package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Applied;
import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;
import io.cfguardian.app.telemetry.ReplicationNumbers.ReadIndex;
import io.cfguardian.app.telemetry.ReplicationNumbers.Role;
import io.cfguardian.app.telemetry.ReplicationNumbers.Snapshots;
import io.cfguardian.raft.consensus.ConsensusCounts;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Replication;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What consensus knows at once, in numbers. Without state; takes no lock of JRaft and asks no other member. */
final class RaftNumbers {

    private RaftNumbers() {}

    static ReplicationNumbers of(ConsensusNode consensus, long revision, List<ReadinessCheck> checks) {
        ConsensusCounts counts = consensus.counts();
        Leadership leadership = consensus.leadership();
        long applied = consensus.appliedIndex();
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
                leadership.role() == Leadership.Role.LEADER ? followers(consensus.members(), applied) : null);
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

    /** What a member has not been heard to have, it lacks. */
    static Followers followers(List<MemberStatus> members, long applied) {
        List<MemberStatus> others =
                members.stream().filter(member -> member.self() == Self.ANOTHER).toList();
        int answering = (int) others.stream()
                .filter(member -> member.replication() == Replication.ANSWERING)
                .count();
        long lag = others.stream()
                .mapToLong(member -> Math.max(0, applied - member.lastLogIndex().orElse(0)))
                .max()
                .orElse(0);
        return new Followers(answering, others.size() - answering, lag);
    }
}
