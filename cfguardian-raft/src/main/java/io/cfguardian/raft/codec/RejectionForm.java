package io.cfguardian.raft.codec;

import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.decide.Rejection.FactorConflict;
import io.cfguardian.domain.decide.Rejection.ForeignDocument;
import io.cfguardian.domain.decide.Rejection.IdentityTaken;
import io.cfguardian.domain.decide.Rejection.KeyConflict;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LastAdministrator;
import io.cfguardian.domain.decide.Rejection.LastVoter;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.LockedOut;
import io.cfguardian.domain.decide.Rejection.NodesChanging;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.Presence;
import io.cfguardian.domain.decide.Rejection.ProofRefused;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.RightsChanged;
import io.cfguardian.domain.decide.Rejection.SchemaRequired;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.raft.codec.proto.AnswerMessages;
import java.time.Instant;

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
            case RightsChanged.RIGHTS_CHANGED ->
                message.setRightsChanged(AnswerMessages.Rejection.RightsChanged.getDefaultInstance())
                        .build();
            case ProofRefused.PROOF_REFUSED ->
                message.setProofRefused(AnswerMessages.Rejection.ProofRefused.getDefaultInstance())
                        .build();
            case LastAdministrator.LAST_ADMINISTRATOR ->
                message.setLastAdministrator(AnswerMessages.Rejection.LastAdministrator.getDefaultInstance())
                        .build();
            case IdentityTaken.IDENTITY_TAKEN ->
                message.setIdentityTaken(AnswerMessages.Rejection.IdentityTaken.getDefaultInstance())
                        .build();
            case FactorConflict.FACTOR_CONFLICT ->
                message.setFactorConflict(AnswerMessages.Rejection.FactorConflict.getDefaultInstance())
                        .build();
            case KeyConflict.KEY_CONFLICT ->
                message.setKeyConflict(AnswerMessages.Rejection.KeyConflict.getDefaultInstance())
                        .build();
            case NodesChanging(NodeId node) ->
                message.setNodesChanging(AnswerMessages.Rejection.NodesChanging.newBuilder()
                                .setNode(node.value()))
                        .build();
            case LastVoter.LAST_VOTER ->
                message.setLastVoter(AnswerMessages.Rejection.LastVoter.getDefaultInstance())
                        .build();
            case LockedOut(Instant until) ->
                message.setLockedOut(
                                AnswerMessages.Rejection.LockedOut.newBuilder().setUntilMillis(until.toEpochMilli()))
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
            case RIGHTS_CHANGED -> RightsChanged.RIGHTS_CHANGED;
            case PROOF_REFUSED -> ProofRefused.PROOF_REFUSED;
            case LAST_ADMINISTRATOR -> LastAdministrator.LAST_ADMINISTRATOR;
            case IDENTITY_TAKEN -> IdentityTaken.IDENTITY_TAKEN;
            case FACTOR_CONFLICT -> FactorConflict.FACTOR_CONFLICT;
            case KEY_CONFLICT -> KeyConflict.KEY_CONFLICT;
            case NODES_CHANGING ->
                new NodesChanging(new NodeId(message.getNodesChanging().getNode()));
            case LAST_VOTER -> LastVoter.LAST_VOTER;
            case LOCKED_OUT ->
                new LockedOut(Instant.ofEpochMilli(message.getLockedOut().getUntilMillis()));
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
            case USERS -> AnswerMessages.Rejection.Limit.LIMIT_USERS;
            case MEMBERS_PER_PROJECT -> AnswerMessages.Rejection.Limit.LIMIT_MEMBERS_PER_PROJECT;
            case TOKENS_PER_PROJECT -> AnswerMessages.Rejection.Limit.LIMIT_TOKENS_PER_PROJECT;
            case SESSIONS_PER_USER -> AnswerMessages.Rejection.Limit.LIMIT_SESSIONS_PER_USER;
            case SIGNING_KEYS -> AnswerMessages.Rejection.Limit.LIMIT_SIGNING_KEYS;
            case NODES -> AnswerMessages.Rejection.Limit.LIMIT_NODES;
            case SECURITY_EVENTS -> AnswerMessages.Rejection.Limit.LIMIT_SECURITY_EVENTS;
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
            case LIMIT_USERS -> Limit.USERS;
            case LIMIT_MEMBERS_PER_PROJECT -> Limit.MEMBERS_PER_PROJECT;
            case LIMIT_TOKENS_PER_PROJECT -> Limit.TOKENS_PER_PROJECT;
            case LIMIT_SESSIONS_PER_USER -> Limit.SESSIONS_PER_USER;
            case LIMIT_SIGNING_KEYS -> Limit.SIGNING_KEYS;
            case LIMIT_SECURITY_EVENTS -> Limit.SECURITY_EVENTS;
            case LIMIT_NODES -> Limit.NODES;
            case LIMIT_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("limit", number);
        };
    }
}
