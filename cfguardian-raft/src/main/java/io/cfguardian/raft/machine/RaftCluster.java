package io.cfguardian.raft.machine;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.UnreadableValue;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.store.RocksStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster as this node's consensus knows it, completed by what the other members say of themselves. */
final class RaftCluster implements Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(RaftCluster.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(500);

    /** The only question so far; another gets another byte. */
    private static final byte[] HOW_ARE_YOU = {1};

    private final RaftNodeSettings settings;
    private final RocksStore store;
    private final ConsensusNode consensus;
    private final Readiness readiness;

    RaftCluster(RaftNodeSettings settings, RocksStore store, ConsensusNode consensus, Readiness readiness) {
        this.settings = settings;
        this.store = store;
        this.consensus = consensus;
        this.readiness = readiness;
    }

    /** What this node tells another that asked. */
    static byte[] answer(byte[] question, RocksStore store, ConsensusNode consensus) {
        if (question.length != 1 || question[0] != HOW_ARE_YOU[0]) {
            throw new IllegalArgumentException("a question of " + question.length + " bytes that is not known here");
        }
        return Codec.REPORT.encode(report(store, consensus));
    }

    @Override
    public ClusterStatus status() {
        Map<MemberAddress, MemberStatus> known = new TreeMap<>();
        consensus.members().forEach(member -> known.put(member.address(), member));
        settings.members().forEach(member -> known.computeIfAbsent(member.raft(), RaftCluster::notHeardOf));
        Map<MemberAddress, Report> reports = reports(known.keySet().stream().toList());
        OptionalLong leaderIndex = reports.values().stream()
                .filter(report -> report.part() == Report.Part.LEADER)
                .max(Comparator.comparingLong(Report::term))
                .map(report -> OptionalLong.of(report.appliedIndex()))
                .orElseGet(OptionalLong::empty);
        List<Member> members = known.values().stream()
                .map(member -> member(member, reports.get(member.address()), leaderIndex))
                .sorted(Comparator.comparing(Member::id))
                .toList();
        Head head = store.position().head();
        return new ClusterStatus(settings.clusterId(), settings.self(), head.revision(), head.chainHash(), members);
    }

    @Override
    public boolean leads() {
        return consensus.leadership().role() == Leadership.Role.LEADER;
    }

    @Override
    public List<String> obstacles() {
        return readiness.obstacles();
    }

    private Map<MemberAddress, Report> reports(List<MemberAddress> members) {
        MemberAddress self = settings.own().raft();
        Map<MemberAddress, Report> reports = new TreeMap<>();
        reports.put(self, report(store, consensus));
        List<MemberAddress> others =
                members.stream().filter(member -> !member.equals(self)).toList();
        List<CompletableFuture<Optional<byte[]>>> answers = new ArrayList<>();
        others.forEach(member -> answers.add(consensus.ask(member, HOW_ARE_YOU, ANSWER_TIMEOUT)));
        for (int i = 0; i < others.size(); i++) {
            MemberAddress member = others.get(i);
            Settled.result(answers.get(i), ANSWER_TIMEOUT)
                    .flatMap(answer -> answer)
                    .flatMap(answer -> read(member, answer))
                    .ifPresent(report -> reports.put(member, report));
        }
        return reports;
    }

    private static Optional<Report> read(MemberAddress member, byte[] answer) {
        try {
            return Optional.of(Codec.REPORT.decode(answer));
        } catch (UnreadableValue otherRelease) {
            LOG.info("the report of {} cannot be read: {}", member, otherRelease.getMessage());
            return Optional.empty();
        }
    }

    private Member member(MemberStatus member, @Nullable Report report, OptionalLong leaderIndex) {
        Optional<RaftNodeSettings.Member> named = settings.members().stream()
                .filter(candidate -> candidate.raft().equals(member.address()))
                .findFirst();
        return new Member(
                named.map(RaftNodeSettings.Member::id).orElse(member.address().toString()),
                member.address().toString(),
                named.map(RaftNodeSettings.Member::http).orElse(null),
                report == null ? null : role(report.part()),
                report == null ? null : report.term(),
                report == null ? null : report.appliedIndex(),
                report == null ? null : report.revision(),
                report == null || leaderIndex.isEmpty()
                        ? null
                        : Math.max(0, leaderIndex.getAsLong() - report.appliedIndex()),
                lastContactMillis(member, report),
                report == null ? null : report.chainHead());
    }

    private static @Nullable Long lastContactMillis(MemberStatus member, @Nullable Report report) {
        if (member.lastContactMillis().isPresent()) {
            return member.lastContactMillis().getAsLong();
        }
        // It has answered just now.
        return report == null ? null : 0L;
    }

    private static MemberStatus notHeardOf(MemberAddress address) {
        return new MemberStatus(
                address,
                MemberStatus.Self.ANOTHER,
                OptionalLong.empty(),
                OptionalLong.empty(),
                MemberStatus.Replication.NOT_OBSERVED);
    }

    private static Report report(RocksStore store, ConsensusNode consensus) {
        var position = store.position();
        var leadership = consensus.leadership();
        Report.Part part = switch (leadership.role()) {
            case LEADER -> Report.Part.LEADER;
            case FOLLOWER -> Report.Part.FOLLOWER;
            case SEEKING, OUT -> Report.Part.SEEKING;
        };
        return new Report(
                part,
                leadership.term(),
                // Raft's own entries, which the store does not see, count here.
                consensus.appliedIndex(),
                position.head().revision(),
                position.head().chainHash());
    }

    private static @Nullable Role role(Report.Part part) {
        return switch (part) {
            case LEADER -> Role.LEADER;
            case FOLLOWER -> Role.FOLLOWER;
            case SEEKING -> null;
        };
    }
}
