package io.cfguardian.raft.machine;

import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.raft.codec.Report;
import io.cfguardian.raft.codec.Report.Disk;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.MemberAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the cluster takes more data. A leader whose disk is nearly full hands leadership to a member that has room; a follower's
 * disk alone stops nobody. Data is refused when the leader has no such member to turn to, and when those that have room are no
 * majority. Each node finds this by itself from what the others say, and refuses before anything is proposed.
 *
 * <p>Judged by one thread, asked by many.
 */
final class ClusterRoom implements Survey.Judge {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRoom.class);

    /** A transfer takes a fraction of it; one that fails is not tried all the time. */
    private static final Duration BETWEEN_TRANSFERS = Duration.ofSeconds(5);

    private final Consumer<MemberAddress> handOver;
    private long nextTransferNanos = System.nanoTime();
    private volatile boolean full;

    /** @param handOver has this node, which leads, hand leadership to that member */
    ClusterRoom(Consumer<MemberAddress> handOver) {
        this.handOver = handOver;
    }

    /** Whether commands that bring data are refused at present. */
    boolean isFull() {
        return full;
    }

    /** Whether {@code command} brings data for which there is no room. */
    boolean refuses(Command command) {
        return full && grows(command);
    }

    @Override
    public void judge(Survey survey) {
        boolean wasFull = full;
        full = isFull(survey);
        if (full != wasFull) {
            LOG.warn(full ? "no more data is taken: the disks have too little room" : "data is taken again");
        }
        if (survey.leadership().role() == Role.LEADER
                && survey.own().disk() == Disk.LOW
                && System.nanoTime() - nextTransferNanos >= 0) {
            withRoom(survey).ifPresent(member -> {
                nextTransferNanos = System.nanoTime() + BETWEEN_TRANSFERS.toNanos();
                LOG.warn("{} is to lead, because it has room on its disk", member);
                handOver.accept(member);
            });
        }
    }

    private static boolean isFull(Survey survey) {
        boolean leaderLow =
                survey.leader().filter(leader -> leader.disk() == Disk.LOW).isPresent();
        // Who is not heard stores nothing either.
        return leaderLow || (survey.votersWith(Disk.LOW) > 0 && survey.votersWith(Disk.ROOM) < survey.majority());
    }

    private static Optional<MemberAddress> withRoom(Survey survey) {
        return survey.others().entrySet().stream()
                .filter(entry -> entry.getValue().report().disk() == Disk.ROOM
                        && entry.getValue().report().part() == Part.FOLLOWER)
                .max(Comparator.comparingLong(
                        (Map.Entry<MemberAddress, Survey.Heard> entry) -> index(entry.getValue())))
                .map(Map.Entry::getKey);
    }

    private static long index(Survey.Heard heard) {
        Report report = heard.report();
        return report.appliedIndex();
    }

    /** Whether a command brings data that stays. What identities need is small, and without it nobody signs in to delete. */
    static boolean grows(Command command) {
        return switch (command) {
            case CreateProject ignored -> true;
            case UpdateProject ignored -> true;
            case CreateEnvironment ignored -> true;
            case UpdateEnvironment ignored -> true;
            case ChangeDocuments change -> change.operations().stream().anyMatch(ClusterRoom::grows);
            case DeleteProject ignored -> false;
            case DeleteEnvironment ignored -> false;
            case IdentityCommand ignored -> false;
            case ClusterCommand ignored -> false;
        };
    }

    private static boolean grows(Operation operation) {
        return switch (operation) {
            case Operation.PutConfig ignored -> true;
            case Operation.PutSchema ignored -> true;
            case Operation.DeleteConfig ignored -> false;
        };
    }
}
