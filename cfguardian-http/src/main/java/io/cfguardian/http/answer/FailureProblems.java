package io.cfguardian.http.answer;

import io.cfguardian.app.identity.port.HashingOverloaded;
import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Which failure of the cluster is which problem. */
public final class FailureProblems {

    /** Room comes when somebody makes it. */
    private static final int DISK_RETRY_SECONDS = 10;

    private FailureProblems() {}

    /** The problem of too many passwords that wait to be hashed. */
    public static Problem of(HashingOverloaded failure) {
        return Problem.of(ProblemType.OVERLOADED, "Too many passwords wait to be checked; nothing was written.")
                .retryAfter(Math.toIntExact(Math.max(1, failure.retryAfter().toSeconds())));
    }

    /**
     * The problem of {@code failure}.
     *
     * @param idempotencyKey what the request named itself, null if it did not
     */
    public static Problem of(ReplicationFailure failure, @Nullable String idempotencyKey) {
        return switch (failure) {
            case ReplicationFailure.NoQuorum ignored ->
                Problem.of(ProblemType.NO_LEADER, "No leader confirmed the request in time; nothing was written.")
                        .retryAfter(1);
            case ReplicationFailure.Overloaded ignored ->
                Problem.of(ProblemType.OVERLOADED, "The queue of writes is full; nothing was written.")
                        .retryAfter(1);
            case ReplicationFailure.NoRoom ignored ->
                Problem.of(
                                ProblemType.DISK_FULL,
                                "The disks of the cluster have too little room; nothing was written. Reading and deleting go on.")
                        .retryAfter(DISK_RETRY_SECONDS);
            case ReplicationFailure.OutcomeUnknown ignored ->
                Problem.of(
                                ProblemType.OUTCOME_UNKNOWN,
                                "The write was proposed and not decided in time; it may still be committed.")
                        .with("idempotencyKey", idempotencyKey == null ? JsonNull.NULL : new JsonString(idempotencyKey))
                        .retryAfter(1);
            case ReplicationFailure.NotCaughtUp behind ->
                Problem.of(ProblemType.NOT_CAUGHT_UP, behind.getMessage() + ".").retryAfter(1);
        };
    }
}
