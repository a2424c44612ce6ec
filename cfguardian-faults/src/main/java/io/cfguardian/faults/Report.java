package io.cfguardian.faults;

import io.cfguardian.faults.check.Verdict;
import io.cfguardian.faults.check.Violation;
import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** A verdict for a reader. */
final class Report {

    private static final int SHOWN_MAX = 5;

    private Report() {}

    static void print(Evidence evidence, Verdict verdict) {
        Map<String, Integer> outcomes = new TreeMap<>();
        evidence.operations().forEach(operation -> outcomes.merge(label(operation.outcome()), 1, Integer::sum));
        System.out.printf(
                "%d operations %s, %d commits%n",
                verdict.operations(),
                outcomes,
                evidence.journals().getFirst().commits().size());
        Map<Violation.Promise, Integer> broken = broken(verdict);
        Map<Violation.Promise, Integer> shown = new TreeMap<>();
        for (Violation violation : verdict.violations()) {
            if (shown.merge(violation.promise(), 1, Integer::sum) <= SHOWN_MAX) {
                System.out.println("  " + violation);
            }
        }
        System.out.printf(
                "%s; configs whose search was given up: %d%n",
                verdict.isClean() ? "every promise was kept" : "BROKEN: " + broken, verdict.undecided());
    }

    /** How often each promise was broken. */
    static Map<Violation.Promise, Integer> broken(Verdict verdict) {
        Map<Violation.Promise, Integer> broken = new TreeMap<>();
        verdict.violations().forEach(violation -> broken.merge(violation.promise(), 1, Integer::sum));
        return broken;
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed done -> "committed";
            case Outcome.Found found -> "found";
            case Outcome.Missing missing -> "missing";
            case Outcome.Refused refused -> "refused";
            case Outcome.NotThere notThere -> "not there";
            case Outcome.Failed failed -> "failed";
            case Outcome.Unknown unknown -> "unknown";
        };
    }
}
