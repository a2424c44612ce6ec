package io.cfguardian.raft.codec;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.Report.Part;
import io.cfguardian.raft.codec.proto.ReportMessages;

/** The form of a report. */
final class ReportForm {

    private ReportForm() {}

    static ReportMessages.Report write(Report report) {
        return ReportMessages.Report.newBuilder()
                .setPart(
                        switch (report.part()) {
                            case LEADER -> ReportMessages.Report.Part.PART_LEADER;
                            case FOLLOWER -> ReportMessages.Report.Part.PART_FOLLOWER;
                            case SEEKING -> ReportMessages.Report.Part.PART_SEEKING;
                        })
                .setTerm(report.term())
                .setAppliedIndex(report.appliedIndex())
                .setRevision(report.revision().value())
                .setChainHead(ValueForm.write(report.chainHead()))
                .build();
    }

    static Report read(ReportMessages.Report message) {
        Part part = switch (message.getPart()) {
            case PART_LEADER -> Part.LEADER;
            case PART_FOLLOWER -> Part.FOLLOWER;
            case PART_SEEKING -> Part.SEEKING;
            case PART_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("part", message.getPartValue());
        };
        return new Report(
                part,
                message.getTerm(),
                message.getAppliedIndex(),
                new Revision(message.getRevision()),
                ValueForm.hash(message.getChainHead()));
    }
}
