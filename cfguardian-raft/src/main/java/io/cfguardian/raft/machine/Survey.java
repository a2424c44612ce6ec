package io.cfguardian.raft.machine;

import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Disk;
import io.cfguardian.raft.consensus.Leadership;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import java.util.Map;
import java.util.Optional;

/**
 * What the members said of themselves lately.
 *
 * @param own what this node says
 * @param leadership what this node knew of it
 * @param others which voters were heard in the last five seconds, with the last that each said
 * @param vote whether this node votes
 * @param voters how many vote, this node among them if it does
 */
record Survey(Report own, Leadership leadership, Map<MemberAddress, Heard> others, Vote vote, int voters) {

    Survey {
        others = Map.copyOf(others);
    }

    /**
     * The last word of another member.
     *
     * @param nanos when it was heard, by {@link System#nanoTime}
     */
    record Heard(Report report, long nanos) {}

    /** How many voters said so of their disks. */
    long votersWith(Disk disk) {
        return others.values().stream()
                        .filter(heard -> heard.report().disk() == disk)
                        .count()
                + (vote == Vote.VOTER && own.disk() == disk ? 1 : 0);
    }

    int majority() {
        return voters / 2 + 1;
    }

    /** What the leader says that this node follows, or this node itself when it leads; empty when it was not heard. */
    Optional<Report> leader() {
        return switch (leadership.role()) {
            case LEADER -> Optional.of(own);
            case FOLLOWER -> leadership.leader().map(others::get).map(Heard::report);
            case SEEKING, OUT -> Optional.empty();
        };
    }

    /** Looks at each survey, on the surveying thread. */
    @FunctionalInterface
    interface Judge {

        void judge(Survey survey);
    }
}
