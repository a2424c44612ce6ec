package io.cfguardian.raft.machine;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.clock.AgreedClock;
import io.cfguardian.raft.codec.ChainPoint;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfChain;
import io.cfguardian.raft.codec.Question.OfLeadership;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.disk.DiskRoom;
import io.cfguardian.raft.store.RocksStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this node says when another member, or it itself, asks. Thread-safe. */
final class Answering {

    private final RaftNodeSettings.Member self;
    private final RocksStore store;
    private final ConsensusNode consensus;
    private final KnownNodes known;
    private final DiskRoom room;
    private final AgreedClock clock;
    private volatile String hindrance = "";

    Answering(
            RaftNodeSettings.Member self,
            RocksStore store,
            ConsensusNode consensus,
            KnownNodes known,
            DiskRoom room,
            AgreedClock clock) {
        this.self = self;
        this.store = store;
        this.consensus = consensus;
        this.known = known;
        this.room = room;
        this.clock = clock;
    }

    /** What the next reports say holds a change of the nodes up; empty for nothing. */
    void hindered(String reason) {
        hindrance = reason;
    }

    /**
     * The answer to a question of another member.
     *
     * @throws io.cfguardian.raft.codec.UnreadableValue when this release does not know the question
     */
    byte[] answer(byte[] question) {
        return switch (Codec.QUESTION.decode(question)) {
            case OfState() -> Codec.REPORT.encode(report());
            case OfChain(Revision atMost) -> Codec.CHAIN_POINT.encode(chain(atMost));
            case OfLeadership(String address) -> {
                handOver(address.isEmpty() ? Optional.empty() : Optional.of(MemberAddress.parse(address)));
                yield Codec.REPORT.encode(report());
            }
        };
    }

    /** How this node fares. */
    Report report() {
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
                position.head().chainHash(),
                new Report.Node(self.id(), self.http(), FormatLevel.NEWEST.value(), members(), hindrance),
                room.isLow() ? Report.Disk.LOW : Report.Disk.ROOM,
                clock.own());
    }

    private List<String> members() {
        return Stream.concat(consensus.members().stream().map(MemberStatus::address), known.now().keySet().stream())
                .distinct()
                .map(MemberAddress::toString)
                .toList();
    }

    /** This node's chain at its last revision. */
    ChainPoint chain() {
        Head head = store.position().head();
        return new ChainPoint(head.revision(), head.chainHash());
    }

    /** This node's chain at a revision, or at its last one if that is before. */
    ChainPoint chain(Revision atMost) {
        try (View view = store.view()) {
            Revision last = view.head().revision();
            if (!last.isAfter(atMost)) {
                return new ChainPoint(last, view.head().chainHash());
            }
            return atMost.equals(Revision.ZERO)
                    ? new ChainPoint(Revision.ZERO, Hash.ZERO)
                    : new ChainPoint(atMost, view.commits(atMost, 1).getFirst().hash());
        }
    }

    /** Has another member stand for election at once, if this one leads and is not busy with its members. */
    void handOver(Optional<MemberAddress> to) {
        if (consensus.leadership().role() == Role.LEADER) {
            consensus.transferLeadership(to);
        }
    }
}
