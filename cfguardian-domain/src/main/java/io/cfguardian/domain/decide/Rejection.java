package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import org.jspecify.annotations.Nullable;

/** Why a command changed nothing. The family is closed; each kind has one problem type in the API. */
public sealed interface Rejection {

    /** It is not there. */
    record NotFound(Subject subject) implements Rejection {}

    /** It is there already. */
    record AlreadyExists(Subject subject) implements Rejection {}

    /** A project of this key was deleted; the key is not given again. */
    record KeyRetired(Subject subject, Revision deleted) implements Rejection {}

    /** It still holds environments or live configs. */
    record NotEmpty(Subject subject) implements Rejection {}

    /**
     * The document is not at the version that the caller demanded.
     *
     * @param current its newest version, null when it was never there
     * @param presence whether it is there now; a tombstone's version is current but not live
     */
    record VersionConflict(
            DocumentId document,
            Expectation expected,
            @Nullable Version current,
            Presence presence) implements Rejection {}

    /** Whether a document is there. */
    enum Presence {
        /** It has a newest version that holds content. */
        LIVE,
        /** Its newest version is a tombstone. */
        DELETED,
        /** It never was. */
        NEVER
    }

    /** The environment demands a schema and the config names none. */
    record SchemaRequired(ConfigId config) implements Rejection {}

    /** One command names a document twice. */
    record DuplicateTarget(DocumentId document) implements Rejection {}

    /** A document of another project than the command's. */
    record ForeignDocument(DocumentId document) implements Rejection {}

    /** A bound would be passed. */
    record LimitReached(Limit limit) implements Rejection {}

    /** What the use case had read no longer holds. Never remembered: the use case prepares the command anew. */
    record PremiseChanged(Premise premise) implements Rejection {}

    /** The request id was used for another request. Never remembered: the first answer stays. */
    enum RequestReused implements Rejection {
        REQUEST_REUSED
    }

    /** Whether a retry under the same request id has this answer again. */
    default Memory memory() {
        return switch (this) {
            case PremiseChanged ignored -> Memory.FORGOTTEN;
            case RequestReused ignored -> Memory.FORGOTTEN;
            case LimitReached(Limit limit) ->
                limit == Limit.REQUESTS_FROM_CLIENTS ? Memory.FORGOTTEN : Memory.REMEMBERED;
            case NotFound ignored -> Memory.REMEMBERED;
            case AlreadyExists ignored -> Memory.REMEMBERED;
            case KeyRetired ignored -> Memory.REMEMBERED;
            case NotEmpty ignored -> Memory.REMEMBERED;
            case VersionConflict ignored -> Memory.REMEMBERED;
            case SchemaRequired ignored -> Memory.REMEMBERED;
            case DuplicateTarget ignored -> Memory.REMEMBERED;
            case ForeignDocument ignored -> Memory.REMEMBERED;
        };
    }

    /** What becomes of an answer. */
    enum Memory {
        REMEMBERED,
        FORGOTTEN
    }
}
