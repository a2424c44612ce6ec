package io.cfguardian.raft.codec;

import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.decide.Rejection.ForeignDocument;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.Presence;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.SchemaRequired;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.raft.codec.proto.AnswerMessages;

/** The forms of rejections. */
final class RejectionForm {

    private RejectionForm() {}

    static AnswerMessages.Rejection write(Rejection rejection) {
        AnswerMessages.Rejection.Builder message = AnswerMessages.Rejection.newBuilder();
        return switch (rejection) {
            case NotFound(var subject) ->
                message.setNotFound(IdForm.write(subject)).build();
            case AlreadyExists(var subject) ->
                message.setAlreadyExists(IdForm.write(subject)).build();
            case KeyRetired(var subject, Revision deleted) ->
                message.setKeyRetired(AnswerMessages.Rejection.KeyRetired.newBuilder()
                                .setSubject(IdForm.write(subject))
                                .setDeleted(deleted.value()))
                        .build();
            case NotEmpty(var subject) ->
                message.setNotEmpty(IdForm.write(subject)).build();
            case VersionConflict conflict ->
                message.setVersionConflict(write(conflict)).build();
            case SchemaRequired(var config) ->
                message.setSchemaRequired(IdForm.write(config)).build();
            case DuplicateTarget(var document) ->
                message.setDuplicateTarget(IdForm.write(document)).build();
            case ForeignDocument(var document) ->
                message.setForeignDocument(IdForm.write(document)).build();
            case LimitReached(Limit limit) ->
                message.setLimitReached(write(limit)).build();
            case PremiseChanged(var premise) ->
                message.setPremiseChanged(OperationForm.write(premise)).build();
            case RequestReused.REQUEST_REUSED ->
                message.setRequestReused(AnswerMessages.Rejection.RequestReused.getDefaultInstance())
                        .build();
        };
    }

    static Rejection read(AnswerMessages.Rejection message) {
        return switch (message.getKindCase()) {
            case NOT_FOUND -> new NotFound(IdForm.read(message.getNotFound()));
            case ALREADY_EXISTS -> new AlreadyExists(IdForm.read(message.getAlreadyExists()));
            case KEY_RETIRED ->
                new KeyRetired(
                        IdForm.read(message.getKeyRetired().getSubject()),
                        new Revision(message.getKeyRetired().getDeleted()));
            case NOT_EMPTY -> new NotEmpty(IdForm.read(message.getNotEmpty()));
            case VERSION_CONFLICT -> read(message.getVersionConflict());
            case SCHEMA_REQUIRED -> new SchemaRequired(IdForm.read(message.getSchemaRequired()));
            case DUPLICATE_TARGET -> new DuplicateTarget(IdForm.read(message.getDuplicateTarget()));
            case FOREIGN_DOCUMENT -> new ForeignDocument(IdForm.read(message.getForeignDocument()));
            case LIMIT_REACHED -> new LimitReached(read(message.getLimitReached(), message.getLimitReachedValue()));
            case PREMISE_CHANGED -> new PremiseChanged(OperationForm.read(message.getPremiseChanged()));
            case REQUEST_REUSED -> RequestReused.REQUEST_REUSED;
            case KIND_NOT_SET -> throw ValueForm.missing("rejection");
        };
    }

    private static AnswerMessages.Rejection.VersionConflict write(VersionConflict conflict) {
        AnswerMessages.Rejection.VersionConflict.Builder message = AnswerMessages.Rejection.VersionConflict.newBuilder()
                .setDocument(IdForm.write(conflict.document()))
                .setExpected(OperationForm.write(conflict.expected()))
                .setPresence(
                        switch (conflict.presence()) {
                            case LIVE -> AnswerMessages.Rejection.Presence.PRESENCE_LIVE;
                            case DELETED -> AnswerMessages.Rejection.Presence.PRESENCE_DELETED;
                            case NEVER -> AnswerMessages.Rejection.Presence.PRESENCE_NEVER;
                        });
        if (conflict.current() != null) {
            message.setCurrent(conflict.current().value());
        }
        return message.build();
    }

    private static VersionConflict read(AnswerMessages.Rejection.VersionConflict message) {
        Presence presence = switch (message.getPresence()) {
            case PRESENCE_LIVE -> Presence.LIVE;
            case PRESENCE_DELETED -> Presence.DELETED;
            case PRESENCE_NEVER -> Presence.NEVER;
            case PRESENCE_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("presence", message.getPresenceValue());
        };
        return new VersionConflict(
                IdForm.read(message.getDocument()),
                OperationForm.read(message.getExpected()),
                message.hasCurrent() ? new Version(message.getCurrent()) : null,
                presence);
    }

    private static AnswerMessages.Rejection.Limit write(Limit limit) {
        return switch (limit) {
            case DESCRIPTION_CHARS -> AnswerMessages.Rejection.Limit.LIMIT_DESCRIPTION_CHARS;
            case PROJECTS -> AnswerMessages.Rejection.Limit.LIMIT_PROJECTS;
            case ENVIRONMENTS_PER_PROJECT -> AnswerMessages.Rejection.Limit.LIMIT_ENVIRONMENTS_PER_PROJECT;
            case SCHEMAS_PER_PROJECT -> AnswerMessages.Rejection.Limit.LIMIT_SCHEMAS_PER_PROJECT;
            case CONFIGS_PER_ENVIRONMENT -> AnswerMessages.Rejection.Limit.LIMIT_CONFIGS_PER_ENVIRONMENT;
            case OPERATIONS_PER_TRANSACTION -> AnswerMessages.Rejection.Limit.LIMIT_OPERATIONS_PER_TRANSACTION;
            case DOCUMENT_BYTES_PER_TRANSACTION -> AnswerMessages.Rejection.Limit.LIMIT_DOCUMENT_BYTES_PER_TRANSACTION;
            case REQUESTS_FROM_CLIENTS -> AnswerMessages.Rejection.Limit.LIMIT_REQUESTS_FROM_CLIENTS;
            case REQUESTS_FROM_NODES -> AnswerMessages.Rejection.Limit.LIMIT_REQUESTS_FROM_NODES;
        };
    }

    private static Limit read(AnswerMessages.Rejection.Limit limit, int number) {
        return switch (limit) {
            case LIMIT_DESCRIPTION_CHARS -> Limit.DESCRIPTION_CHARS;
            case LIMIT_PROJECTS -> Limit.PROJECTS;
            case LIMIT_ENVIRONMENTS_PER_PROJECT -> Limit.ENVIRONMENTS_PER_PROJECT;
            case LIMIT_SCHEMAS_PER_PROJECT -> Limit.SCHEMAS_PER_PROJECT;
            case LIMIT_CONFIGS_PER_ENVIRONMENT -> Limit.CONFIGS_PER_ENVIRONMENT;
            case LIMIT_OPERATIONS_PER_TRANSACTION -> Limit.OPERATIONS_PER_TRANSACTION;
            case LIMIT_DOCUMENT_BYTES_PER_TRANSACTION -> Limit.DOCUMENT_BYTES_PER_TRANSACTION;
            case LIMIT_REQUESTS_FROM_CLIENTS -> Limit.REQUESTS_FROM_CLIENTS;
            case LIMIT_REQUESTS_FROM_NODES -> Limit.REQUESTS_FROM_NODES;
            case LIMIT_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("limit", number);
        };
    }
}
