package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every read, stale or not, against the journal at the revision that it names. */
final class ReadCheck {

    private ReadCheck() {}

    static List<Violation> check(List<Operation> operations, Timetable timetable) {
        List<Violation> violations = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.request() instanceof Read read && !isTrue(read.key(), operation.outcome(), timetable)) {
                violations.add(new Violation(Promise.READS_ARE_TRUE, operation + " is not what the journal says"));
            }
        }
        return violations;
    }

    private static boolean isTrue(String key, Outcome outcome, Timetable timetable) {
        return switch (outcome) {
            case Outcome.Found(long revision, long version, String value) ->
                timetable.commit(revision).isPresent()
                        && timetable
                                .at(key, revision)
                                .equals(Optional.of(new Applied(key, version, Optional.of(value))));
            case Outcome.Missing(long revision) ->
                timetable.commit(revision).isPresent()
                        && timetable.at(key, revision).filter(Applied::isLive).isEmpty();
            case Outcome.Failed failed -> true;
            case Outcome.Unknown unknown -> true;
            case Outcome.Committed committed -> false;
            case Outcome.Refused refused -> false;
            case Outcome.NotThere notThere -> false;
        };
    }
}
