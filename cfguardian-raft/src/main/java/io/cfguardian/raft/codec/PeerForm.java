package io.cfguardian.raft.codec;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.Question.OfChain;
import io.cfguardian.raft.codec.Question.OfLeadership;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.codec.Report.Disk;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.codec.proto.PeerMessages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The forms of what members ask and tell each other. */
final class PeerForm {

    private PeerForm() {}

    static PeerMessages.Report write(Report report) {
        Instant clock = report.clock();
        PeerMessages.Report.Builder message = PeerMessages.Report.newBuilder()
                .setPart(
                        switch (report.part()) {
                            case LEADER -> PeerMessages.Report.Part.PART_LEADER;
                            case FOLLOWER -> PeerMessages.Report.Part.PART_FOLLOWER;
                            case SEEKING -> PeerMessages.Report.Part.PART_SEEKING;
                        })
                .setTerm(report.term())
                .setAppliedIndex(report.appliedIndex())
                .setRevision(report.revision().value())
                .setChainHead(ValueForm.write(report.chainHead()))
                .setDisk(
                        switch (report.disk()) {
                            case ROOM -> PeerMessages.Report.Disk.DISK_ROOM;
                            case LOW -> PeerMessages.Report.Disk.DISK_LOW;
                        })
                .setClockMillis(clock == null ? 0 : clock.toEpochMilli());
        Report.Node node = report.node();
        if (node != null) {
            message.setId(node.id())
                    .setHttp(node.http())
                    .setFormatLevel(node.formatLevel())
                    .addAllMembers(node.members())
                    .setHindrance(node.hindrance());
        }
        return message.build();
    }

    static Report read(PeerMessages.Report message) {
        Part part = switch (message.getPart()) {
            case PART_LEADER -> Part.LEADER;
            case PART_FOLLOWER -> Part.FOLLOWER;
            case PART_SEEKING -> Part.SEEKING;
            case PART_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("part", message.getPartValue());
        };
        Disk disk = switch (message.getDisk()) {
            case DISK_ROOM -> Disk.ROOM;
            case DISK_LOW -> Disk.LOW;
            case UNRECOGNIZED -> throw ValueForm.unknown("disk", message.getDiskValue());
        };
        return new Report(
                part,
                message.getTerm(),
                message.getAppliedIndex(),
                new Revision(message.getRevision()),
                ValueForm.hash(message.getChainHead()),
                node(message),
                disk,
                message.getClockMillis() == 0 ? null : Instant.ofEpochMilli(message.getClockMillis()));
    }

    private static Report.@Nullable Node node(PeerMessages.Report message) {
        if (!message.getId().isEmpty()) {
            return new Report.Node(
                    message.getId(),
                    message.getHttp(),
                    message.getFormatLevel(),
                    message.getMembersList(),
                    message.getHindrance());
        }
        boolean tellsOfANode = !message.getHttp().isEmpty()
                || message.getFormatLevel() != 0
                || message.getMembersCount() > 0
                || !message.getHindrance().isEmpty();
        if (tellsOfANode) {
            throw ValueForm.unknown("node without an id", 0);
        }
        return null;
    }

    static PeerMessages.Question write(Question question) {
        PeerMessages.Question.Builder message = PeerMessages.Question.newBuilder();
        switch (question) {
            case OfState() -> message.setReport(PeerMessages.Question.Report.getDefaultInstance());
            case OfChain(Revision atMost) ->
                message.setChainPoint(
                        PeerMessages.Question.ChainPoint.newBuilder().setRevisionMax(atMost.value()));
            case OfLeadership(String address) ->
                message.setLeadershipTransfer(
                        PeerMessages.Question.LeadershipTransfer.newBuilder().setAddress(address));
        }
        return message.build();
    }

    static Question read(PeerMessages.Question message) {
        return switch (message.getQuestionCase()) {
            case REPORT -> new OfState();
            case CHAIN_POINT -> new OfChain(new Revision(message.getChainPoint().getRevisionMax()));
            case LEADERSHIP_TRANSFER ->
                new OfLeadership(message.getLeadershipTransfer().getAddress());
            case QUESTION_NOT_SET -> throw ValueForm.unknown("question", 0);
        };
    }

    static PeerMessages.ChainPoint write(ChainPoint point) {
        return PeerMessages.ChainPoint.newBuilder()
                .setRevision(point.revision().value())
                .setHash(ValueForm.write(point.hash()))
                .build();
    }

    static ChainPoint read(PeerMessages.ChainPoint message) {
        return new ChainPoint(new Revision(message.getRevision()), ValueForm.hash(message.getHash()));
    }
}
