package io.cfguardian.faults.check;

import java.util.List;

/**
 * What was found.
 *
 * @param violations nothing when all promises were kept
 * @param operations how many were judged
 * @param undecided of how many configs the search was given up; the sweeps have judged those too
 */
public record Verdict(List<Violation> violations, int operations, int undecided) {

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** Whether all promises were kept. */
    public boolean isClean() {
        return violations.isEmpty();
    }
}
