package io.cfguardian.faults.check;

import io.cfguardian.faults.history.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a run by all checks: the journals against each other and against what clients were told, answers against the
 * journal, all answers against time, and what watchers saw against the journal.
 */
public final class Checker {

    private Checker() {}

    /** Judges {@code evidence}. */
    public static Verdict check(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        // What the first journal says is compared with the others by the first check.
        Timetable timetable = Timetable.of(evidence.journals().getFirst());
        violations.addAll(JournalCheck.check(evidence, timetable));
        violations.addAll(ReadCheck.check(evidence.operations(), timetable));
        violations.addAll(RealTimeCheck.check(evidence.operations(), timetable));
        violations.addAll(VersionCheck.check(evidence.operations()));
        violations.addAll(
                WatchCheck.check(evidence.watched(), evidence.journals().getFirst()));
        SearchCheck.Result search = SearchCheck.check(evidence.operations(), timetable);
        violations.addAll(search.violations());
        return new Verdict(violations, evidence.operations().size(), search.undecided());
    }
}
