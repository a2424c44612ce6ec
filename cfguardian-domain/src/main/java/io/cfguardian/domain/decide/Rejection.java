package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import java.time.Instant;
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

    /** What the use case granted no longer holds. Never remembered: the use case looks again and says what is missing. */
    enum RightsChanged implements Rejection {
        RIGHTS_CHANGED
    }

    /**
     * The proof of who somebody is does not hold: the user may not sign in, the password or second factor was changed or used up,
     * the session is over. Never remembered, and told to clients without a reason.
     */
    enum ProofRefused implements Rejection {
        PROOF_REFUSED
    }

    /** Too many attempts to sign in to an account. Never remembered. */
    record LockedOut(Instant until) implements Rejection {}

    /** The last administrator who can sign in would be gone. */
    enum LastAdministrator implements Rejection {
        LAST_ADMINISTRATOR
    }

    /** Another user has the e-mail address, or is known by the provider under this name. */
    enum IdentityTaken implements Rejection {
        IDENTITY_TAKEN
    }

    /** The second factor is not in the state that the command is for. */
    enum FactorConflict implements Rejection {
        FACTOR_CONFLICT
    }

    /** The key that was to be replaced is not the current one any more. */
    enum KeyConflict implements Rejection {
        KEY_CONFLICT
    }

    /** Another change of the cluster's nodes is under way. Never remembered: the same wish may be granted later. */
    record NodesChanging(NodeId node) implements Rejection {}

    /** No node would be left that votes. */
    enum LastVoter implements Rejection {
        LAST_VOTER
    }

    /** Whether a retry under the same request id has this answer again. */
    default Memory memory() {
        return switch (this) {
            case PremiseChanged ignored -> Memory.FORGOTTEN;
            case RequestReused ignored -> Memory.FORGOTTEN;
            case LimitReached(Limit limit) ->
                limit == Limit.REQUESTS_FROM_CLIENTS ? Memory.FORGOTTEN : Memory.REMEMBERED;
            case RightsChanged ignored -> Memory.FORGOTTEN;
            case ProofRefused ignored -> Memory.FORGOTTEN;
            case LockedOut ignored -> Memory.FORGOTTEN;
            case NodesChanging ignored -> Memory.FORGOTTEN;
            case LastVoter ignored -> Memory.REMEMBERED;
            case LastAdministrator ignored -> Memory.REMEMBERED;
            case IdentityTaken ignored -> Memory.REMEMBERED;
            case FactorConflict ignored -> Memory.REMEMBERED;
            case KeyConflict ignored -> Memory.REMEMBERED;
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
