package io.cfguardian.testkit.scenario;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.DuplicateTarget;
import io.cfguardian.domain.decide.Rejection.ForeignDocument;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.decide.Rejection.PremiseChanged;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.SchemaRequired;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.UserId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one line: {@code committed r4: config shop/prod/limits v2 changed}. An answer remembered begins with
 * {@code again}. The time is left out.
 */
public final class AnswerText {

    private AnswerText() {}

    /** The line for {@code answer}. */
    public static String of(Answer answer) {
        return (answer.turn() == Turn.REPEATED ? "again " : "") + of(answer.outcome());
    }

    /** The line for {@code outcome}. */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case Committed committed -> "committed r" + committed.revision() + ": " + results(committed.results());
            case Unchanged unchanged -> "unchanged r" + unchanged.revision() + ": " + results(unchanged.results());
            case Rejected(var revision, Rejection rejection) -> "rejected r" + revision + ": " + of(rejection);
        };
    }

    /** A subject and what it is: {@code config shop/prod/limits}. */
    public static String named(Subject subject) {
        return switch (subject) {
            case ProjectKey project -> "project " + project;
            case EnvironmentId environment -> "environment " + environment;
            case SchemaId schema -> "schema " + schema;
            case ConfigId config -> "config " + config;
            case UserId user -> "user " + user;
            case MemberId member -> "member " + member;
            case ServiceTokenId token -> "token " + token;
            case IdentityPart part -> lower(part);
            case NodeId node -> "node " + node;
            case ClusterPart part -> lower(part);
        };
    }

    private static String results(List<Result> results) {
        return results.stream()
                .map(result -> named(result.subject())
                        + (result.version() == null ? "" : " v" + result.version())
                        + " " + lower(result.effect()))
                .collect(Collectors.joining(", "));
    }

    private static String of(Rejection rejection) {
        return switch (rejection) {
            case NotFound(Subject subject) -> "not found " + named(subject);
            case AlreadyExists(Subject subject) -> "already exists " + named(subject);
            case KeyRetired(Subject subject, var deleted) -> "key retired " + named(subject) + " at r" + deleted;
            case NotEmpty(Subject subject) -> "not empty " + named(subject);
            case VersionConflict conflict ->
                "version conflict " + named(conflict.document())
                        + " wanted " + of(conflict.expected())
                        + " is " + orNone(conflict.current())
                        + " " + lower(conflict.presence());
            case SchemaRequired(ConfigId config) -> "schema required " + named(config);
            case DuplicateTarget(var document) -> "duplicate target " + named(document);
            case ForeignDocument(var document) -> "foreign document " + named(document);
            case LimitReached(var limit) -> "limit reached " + lower(limit);
            case PremiseChanged(Premise premise) -> "premise changed " + of(premise);
            case RequestReused ignored -> "request reused";
            case Rejection.RightsChanged ignored -> "rights changed";
            case Rejection.ProofRefused ignored -> "proof refused";
            case Rejection.LockedOut(var until) -> "locked out until " + until;
            case Rejection.LastAdministrator ignored -> "last administrator";
            case Rejection.IdentityTaken ignored -> "identity taken";
            case Rejection.FactorConflict ignored -> "factor conflict";
            case Rejection.KeyConflict ignored -> "key conflict";
            case Rejection.NodesChanging(var node) -> "nodes changing " + node;
            case Rejection.LastVoter ignored -> "last voter";
        };
    }

    private static String of(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Simple simple -> lower(simple);
            case Expectation.At(var version) -> "v" + version;
        };
    }

    private static String of(Premise premise) {
        return switch (premise) {
            case NewestVersion(var id, var version) -> named(id) + " is " + orNone(version);
            case SchemaOf(var id, var schema) -> named(id) + " under " + (schema == null ? "none" : schema);
        };
    }

    private static String orNone(@Nullable Object version) {
        return version == null ? "none" : "v" + version;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
