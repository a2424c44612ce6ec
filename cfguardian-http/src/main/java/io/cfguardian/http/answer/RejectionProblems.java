package io.cfguardian.http.answer;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.Presence;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which rejection of the cluster is which problem. */
public final class RejectionProblems {

    private static final int RETRY_LATER_SECONDS = 60;

    private RejectionProblems() {}

    /**
     * The problem of {@code rejection}.
     *
     * @param requestId the name that the request had
     */
    public static Problem of(Rejection rejection, String requestId) {
        return switch (rejection) {
            case Rejection.NotFound(var subject) ->
                Subjects.about(Problem.of(ProblemType.NOT_FOUND, Subjects.named(subject) + " is not there."), subject);
            case Rejection.AlreadyExists(var subject) ->
                Subjects.about(Problem.of(ProblemType.ALREADY_EXISTS, Subjects.named(subject) + " exists."), subject);
            case Rejection.KeyRetired(var subject, var deleted) ->
                Subjects.about(
                                Problem.of(
                                        ProblemType.KEY_RETIRED,
                                        "Its name belonged to what was deleted at revision %s.".formatted(deleted)),
                                subject)
                        .with("deletedRevision", deleted.value());
            case Rejection.NotEmpty(var subject) ->
                Subjects.about(Problem.of(ProblemType.NOT_EMPTY, Subjects.named(subject) + " is not empty."), subject);
            case VersionConflict conflict -> conflict(conflict);
            case Rejection.SchemaRequired(var config) -> schemaRequired(config);
            case Rejection.DuplicateTarget(var document) ->
                Problem.of(
                        ProblemType.DUPLICATE_TARGET,
                        Subjects.named(document) + " is the target of more than one operation.");
            case Rejection.LimitReached(Limit limit) -> limitReached(limit);
            case Rejection.RequestReused.REQUEST_REUSED ->
                Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED, "The key has named another request.")
                        .with("idempotencyKey", requestId);
            case Rejection.ProofRefused.PROOF_REFUSED ->
                Problem.of(ProblemType.UNAUTHORIZED, "The credentials are not valid.");
            case Rejection.LockedOut(var until) ->
                Problem.of(ProblemType.LOCKED_OUT, "There were too many attempts. Try again later.")
                        .with("until", until.toString());
            case Rejection.LastAdministrator.LAST_ADMINISTRATOR ->
                Problem.of(ProblemType.LAST_ADMINISTRATOR, "One administrator who can sign in has to stay.");
            case Rejection.IdentityTaken.IDENTITY_TAKEN ->
                Problem.of(ProblemType.ALREADY_EXISTS, "Another user has this e-mail address or is known under it.")
                        .with("kind", "identity");
            case Rejection.FactorConflict.FACTOR_CONFLICT ->
                Problem.of(ProblemType.MFA_STATE, "The second factor is not in the state for this.");
            case Rejection.KeyConflict.KEY_CONFLICT ->
                Problem.of(ProblemType.CONTENTION, "The key was replaced meanwhile.");
            case Rejection.NodesChanging(var node) ->
                Problem.of(ProblemType.NODES_CHANGING, "Another change of the nodes is under way, of " + node + ".")
                        .with("node", node.value());
            case Rejection.LastVoter.LAST_VOTER ->
                Problem.of(ProblemType.LAST_VOTER, "One node that votes has to stay.");
            case Rejection.RightsChanged.RIGHTS_CHANGED ->
                throw new IllegalStateException("a use case passed on a change of rights");
            case Rejection.ForeignDocument(var document) ->
                throw new IllegalStateException("the path names the project, yet a document was foreign: " + document);
            case Rejection.PremiseChanged(var premise) ->
                throw new IllegalStateException("a use case passed on a changed premise: " + premise);
        };
    }

    static Problem schemaRequired(ConfigId config) {
        return Problem.of(
                ProblemType.SCHEMA_REQUIRED,
                "Every config of environment %s must name a schema.".formatted(config.environmentId()));
    }

    private static Problem conflict(VersionConflict conflict) {
        @Nullable Version current = conflict.current();
        String name = Subjects.named(conflict.document());
        String is = switch (conflict.presence()) {
            case LIVE -> "%s is at version %s".formatted(name, current);
            case DELETED -> "%s was deleted by version %s".formatted(name, current);
            case NEVER -> name + " is not there";
        };
        Problem problem = switch (conflict.expected()) {
            case Expectation.At(var demanded) ->
                Problem.of(ProblemType.VERSION_CONFLICT, "%s; the write demands version %s.".formatted(is, demanded));
            case Expectation.Simple.ABSENT ->
                Problem.of(ProblemType.PRECONDITION_FAILED, is + "; the write demands that it does not exist.");
            case Expectation.Simple.PRESENT ->
                Problem.of(ProblemType.PRECONDITION_FAILED, is + "; the write demands that it exists.");
            case Expectation.Simple.ANY ->
                throw new IllegalStateException("a write without a demand met a conflict: " + conflict.document());
        };
        problem = Subjects.about(problem, conflict.document())
                .with("currentVersion", conflict.presence() == Presence.LIVE ? number(current) : JsonNull.NULL);
        return conflict.presence() == Presence.DELETED ? problem.with("deletedVersion", number(current)) : problem;
    }

    private static JsonValue number(@Nullable Version version) {
        return version == null ? JsonNull.NULL : new JsonNumber(BigDecimal.valueOf(version.value()));
    }

    private static Problem limitReached(Limit limit) {
        return switch (limit) {
            case DOCUMENT_BYTES_PER_TRANSACTION ->
                limit(ProblemType.PAYLOAD_TOO_LARGE, limit, "documentBytesPerTransaction");
            case REQUESTS_FROM_CLIENTS -> tooMany(limit, "idempotencyKeys");
            case REQUESTS_FROM_NODES -> tooMany(limit, "requests");
            case USERS -> limit(ProblemType.LIMIT_EXCEEDED, limit, "users");
            case MEMBERS_PER_PROJECT -> limit(ProblemType.LIMIT_EXCEEDED, limit, "membersPerProject");
            case TOKENS_PER_PROJECT -> limit(ProblemType.LIMIT_EXCEEDED, limit, "tokensPerProject");
            case SESSIONS_PER_USER -> limit(ProblemType.LIMIT_EXCEEDED, limit, "sessionsPerUser");
            case SIGNING_KEYS -> limit(ProblemType.LIMIT_EXCEEDED, limit, "signingKeys");
            case SECURITY_EVENTS -> limit(ProblemType.LIMIT_EXCEEDED, limit, "securityEvents");
            case NODES -> limit(ProblemType.LIMIT_EXCEEDED, limit, "nodes");
            case DESCRIPTION_CHARS -> limit(ProblemType.LIMIT_EXCEEDED, limit, "descriptionChars");
            case PROJECTS -> limit(ProblemType.LIMIT_EXCEEDED, limit, "projects");
            case ENVIRONMENTS_PER_PROJECT -> limit(ProblemType.LIMIT_EXCEEDED, limit, "environmentsPerProject");
            case SCHEMAS_PER_PROJECT -> limit(ProblemType.LIMIT_EXCEEDED, limit, "schemasPerProject");
            case CONFIGS_PER_ENVIRONMENT -> limit(ProblemType.LIMIT_EXCEEDED, limit, "configsPerEnvironment");
            case OPERATIONS_PER_TRANSACTION -> limit(ProblemType.LIMIT_EXCEEDED, limit, "operationsPerTransaction");
        };
    }

    private static Problem limit(ProblemType type, Limit limit, String name) {
        return Problem.of(type, "There are at most %d (%s).".formatted(limit.max(), name))
                .with("limit", name)
                .with("max", limit.max());
    }

    private static Problem tooMany(Limit limit, String name) {
        return tooMany(name, limit.max(), RETRY_LATER_SECONDS);
    }

    /** The problem of a bound on what is in progress or remembered, with the fields that say when to try again. */
    public static Problem tooMany(String name, long max, int retrySeconds) {
        return Problem.of(ProblemType.TOO_MANY_REQUESTS, "There are at most %d %s at once.".formatted(max, name))
                .with("limit", name)
                .with("max", max)
                .retryAfter(retrySeconds)
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(name, retrySeconds))
                .header("RateLimit-Policy", "\"%s\";q=%d".formatted(name, max));
    }
}
