package io.cfguardian.raft.codec;

import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.raft.codec.proto.AnswerMessages;
import java.time.Instant;
import java.util.List;

/** The forms of answers and outcomes. */
final class AnswerForm {

    private AnswerForm() {}

    static AnswerMessages.Answer write(Answer answer) {
        return AnswerMessages.Answer.newBuilder()
                .setOutcome(write(answer.outcome()))
                .setTurn(
                        switch (answer.turn()) {
                            case FIRST -> AnswerMessages.Answer.Turn.TURN_FIRST;
                            case REPEATED -> AnswerMessages.Answer.Turn.TURN_REPEATED;
                        })
                .build();
    }

    static Answer read(AnswerMessages.Answer message) {
        Turn turn = switch (message.getTurn()) {
            case TURN_FIRST -> Turn.FIRST;
            case TURN_REPEATED -> Turn.REPEATED;
            case TURN_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("turn", message.getTurnValue());
        };
        return new Answer(read(message.getOutcome()), turn);
    }

    static AnswerMessages.Outcome write(Outcome outcome) {
        AnswerMessages.Outcome.Builder message = AnswerMessages.Outcome.newBuilder();
        return switch (outcome) {
            case Committed(Revision revision, Instant time, List<Result> results) ->
                message.setCommitted(AnswerMessages.Outcome.Committed.newBuilder()
                                .setRevision(revision.value())
                                .setTimeMillis(time.toEpochMilli())
                                .addAllResults(
                                        results.stream().map(AnswerForm::write).toList()))
                        .build();
            case Unchanged(Revision revision, List<Result> results) ->
                message.setUnchanged(AnswerMessages.Outcome.Unchanged.newBuilder()
                                .setRevision(revision.value())
                                .addAllResults(
                                        results.stream().map(AnswerForm::write).toList()))
                        .build();
            case Rejected(Revision revision, var rejection) ->
                message.setRejected(AnswerMessages.Outcome.Rejected.newBuilder()
                                .setRevision(revision.value())
                                .setRejection(RejectionForm.write(rejection)))
                        .build();
        };
    }

    static Outcome read(AnswerMessages.Outcome message) {
        return switch (message.getKindCase()) {
            case COMMITTED -> read(message.getCommitted());
            case UNCHANGED -> read(message.getUnchanged());
            case REJECTED -> read(message.getRejected());
            case KIND_NOT_SET -> throw ValueForm.missing("outcome");
        };
    }

    private static Committed read(AnswerMessages.Outcome.Committed message) {
        return new Committed(
                new Revision(message.getRevision()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                message.getResultsList().stream().map(AnswerForm::read).toList());
    }

    private static Unchanged read(AnswerMessages.Outcome.Unchanged message) {
        return new Unchanged(
                new Revision(message.getRevision()),
                message.getResultsList().stream().map(AnswerForm::read).toList());
    }

    private static Rejected read(AnswerMessages.Outcome.Rejected message) {
        return new Rejected(new Revision(message.getRevision()), RejectionForm.read(message.getRejection()));
    }

    private static AnswerMessages.Result write(Result result) {
        AnswerMessages.Result.Builder message = AnswerMessages.Result.newBuilder()
                .setSubject(IdForm.write(result.subject()))
                .setEffect(
                        switch (result.effect()) {
                            case CREATED -> AnswerMessages.Result.Effect.EFFECT_CREATED;
                            case CHANGED -> AnswerMessages.Result.Effect.EFFECT_CHANGED;
                            case DELETED -> AnswerMessages.Result.Effect.EFFECT_DELETED;
                            case UNCHANGED -> AnswerMessages.Result.Effect.EFFECT_UNCHANGED;
                        });
        if (result.version() != null) {
            message.setVersion(result.version().value());
        }
        return message.build();
    }

    private static Result read(AnswerMessages.Result message) {
        Effect effect = switch (message.getEffect()) {
            case EFFECT_CREATED -> Effect.CREATED;
            case EFFECT_CHANGED -> Effect.CHANGED;
            case EFFECT_DELETED -> Effect.DELETED;
            case EFFECT_UNCHANGED -> Effect.UNCHANGED;
            case EFFECT_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("effect", message.getEffectValue());
        };
        return new Result(
                IdForm.read(message.getSubject()),
                message.hasVersion() ? new Version(message.getVersion()) : null,
                effect);
    }
}
