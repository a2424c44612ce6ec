package io.cfguardian.http.answer;

import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Takes the results of use cases apart: what was found or written goes on, what was refused becomes its problem. */
public final class Results {

    private static final String REVISION = "Cfg-Revision";
    private static final String REPLAYED = "Idempotency-Replayed";

    private Results() {}

    /**
     * What a read found.
     *
     * @throws ProblemException when it was refused
     */
    public static <T> Found<T> found(ReadResult<T> result) {
        return found(result, MediaType.JSON);
    }

    /**
     * What a read found that began with a document.
     *
     * @param notation of that document
     * @throws ProblemException when it was refused
     */
    public static <T> Found<T> found(ReadResult<T> result, MediaType notation) {
        return switch (result) {
            case Found<T> found -> found;
            case ReadResult.Refused<T>(Refusal refusal, Revision revision) ->
                throw RefusalProblems.of(refusal, notation)
                        .header(REVISION, revision.toString())
                        .exception();
        };
    }

    /**
     * What a write did.
     *
     * @param revision of its commit, or at which there was nothing to change
     * @param time of its commit, null when there was nothing to change
     * @param results one for each operation
     * @param replayed whether this is the answer to an earlier request of the same key
     */
    public record Written(Revision revision, @Nullable Instant time, List<Result> results, Replay replayed) {

        public Written {
            results = List.copyOf(results);
        }

        /** The result of a write of one operation. */
        public Result result() {
            return results.getFirst();
        }

        /** The stamp of the commit that {@code author} made. */
        public Stamp stamp(Principal author) {
            if (time == null) {
                throw new IllegalStateException("a write that changed nothing has no stamp, revision " + revision);
            }
            return new Stamp(revision, time, author);
        }

        /** {@code answer} with what every answer to a write carries. */
        public Answer mark(Answer answer) {
            Answer marked = answer.at(revision);
            return replayed == Replay.REPLAYED ? marked.header(REPLAYED, "true") : marked;
        }
    }

    /** Whether an answer was given before. */
    public enum Replay {
        FIRST,
        REPLAYED
    }

    /**
     * What a write did.
     *
     * @throws ProblemException when it was refused or rejected
     */
    public static Written written(WriteResult result, WriteRequest request, MediaType notation) {
        return written(result, request, notation, (problem, rejection) -> problem);
    }

    /**
     * What a write did.
     *
     * @param refine adds to the problem of a rejection
     * @throws ProblemException when it was refused or rejected
     */
    public static Written written(
            WriteResult result,
            WriteRequest request,
            MediaType notation,
            BiFunction<Problem, Rejection, Problem> refine) {
        return switch (result) {
            case WriteResult.Refused(Refusal refusal) ->
                throw RefusalProblems.of(refusal, notation).exception();
            case WriteResult.Decided(io.cfguardian.domain.decide.Answer(Outcome outcome, Turn turn)) -> {
                boolean replayed = turn == Turn.REPEATED && request.requestId().origin() == Origin.CLIENT;
                yield switch (outcome) {
                    case Committed(var revision, var time, var results) ->
                        new Written(revision, time, results, replayed ? Replay.REPLAYED : Replay.FIRST);
                    case Unchanged(var revision, var results) ->
                        new Written(revision, null, results, replayed ? Replay.REPLAYED : Replay.FIRST);
                    case Rejected(var revision, var rejection) -> {
                        Problem problem = refine.apply(
                                        RejectionProblems.of(
                                                rejection, request.requestId().value()),
                                        rejection)
                                .header(REVISION, revision.toString());
                        throw (replayed ? problem.header(REPLAYED, "true") : problem).exception();
                    }
                };
            }
        };
    }
}
