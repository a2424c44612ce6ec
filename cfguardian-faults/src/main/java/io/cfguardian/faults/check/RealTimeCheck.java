package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Strict serializability of everything at once, by the revisions in the answers. The commit of revision r and the reads at r
 * form one group; groups are ordered by r. An order of all operations that keeps time exists exactly when no operation
 * returned before another began that belongs to an earlier group, or that is the commit of the same one. So: when an
 * operation begins, the newest revision that any finished operation has seen is the oldest that it may answer.
 */
final class RealTimeCheck {

    /** An operation that has a place in the order. */
    private record Placed(Operation operation, long revision, Role role) {}

    private enum Role {
        /** Is the commit of its revision. */
        COMMIT,
        /** Saw its revision, and has to see what was before. */
        READ,
        /** Saw its revision, and may be late; but nothing that begins after it may be older. */
        STALE
    }

    private RealTimeCheck() {}

    static List<Violation> check(List<Operation> operations, Timetable timetable) {
        List<Placed> placed = operations.stream()
                .flatMap(operation -> place(operation, timetable).stream())
                .toList();
        List<Placed> byCall = sorted(placed, operation -> operation.calledNanos());
        List<Placed> byReturn = sorted(
                placed.stream()
                        .filter(one -> !(one.operation().outcome() instanceof Outcome.Unknown))
                        .toList(),
                operation -> operation.returnedNanos());
        List<Violation> violations = new ArrayList<>();
        Optional<Placed> newest = Optional.empty();
        int returned = 0;
        for (Placed beginning : byCall) {
            while (returned < byReturn.size()
                    && byReturn.get(returned).operation().returnedNanos()
                            < beginning.operation().calledNanos()) {
                Placed done = byReturn.get(returned++);
                if (newest.isEmpty() || newest.get().revision() < done.revision()) {
                    newest = Optional.of(done);
                }
            }
            if (newest.isPresent() && isTooOld(beginning, newest.get().revision())) {
                violations.add(new Violation(
                        Promise.ANSWERS_ARE_LINEARIZABLE,
                        "%s is at revision %d, but before it began %s"
                                .formatted(
                                        beginning.operation(),
                                        beginning.revision(),
                                        newest.get().operation())));
            }
        }
        return violations;
    }

    private static boolean isTooOld(Placed beginning, long newest) {
        return switch (beginning.role()) {
            case COMMIT -> beginning.revision() <= newest;
            case READ -> beginning.revision() < newest;
            case STALE -> false;
        };
    }

    private static List<Placed> sorted(List<Placed> placed, ToLongFunction<Operation> time) {
        return placed.stream()
                .sorted(Comparator.comparingLong(one -> time.applyAsLong(one.operation())))
                .toList();
    }

    private static Optional<Placed> place(Operation operation, Timetable timetable) {
        return switch (operation.outcome()) {
            case Outcome.Committed(long revision, List<Long> versions) ->
                Optional.of(new Placed(operation, revision, Role.COMMIT));
            case Outcome.Found(long revision, long version, String value) ->
                Optional.of(new Placed(operation, revision, role(operation.request())));
            case Outcome.Missing(long revision) ->
                Optional.of(new Placed(operation, revision, role(operation.request())));
            // The journal knows where it is, if it was done; the moment of return is not known.
            case Outcome.Unknown unknown ->
                operation.request() instanceof Write write
                        ? timetable.of(write.id()).stream()
                                .findFirst()
                                .map(commit -> new Placed(operation, commit.revision(), Role.COMMIT))
                        : Optional.empty();
            case Outcome.Refused refused -> Optional.empty();
            case Outcome.NotThere notThere -> Optional.empty();
            case Outcome.Failed failed -> Optional.empty();
        };
    }

    private static Role role(Request request) {
        return request instanceof Read(String key, Consistency consistency) && consistency == Consistency.LINEARIZABLE
                ? Role.READ
                : Role.STALE;
    }
}
