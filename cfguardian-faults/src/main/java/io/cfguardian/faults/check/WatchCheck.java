package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Watched;
import io.cfguardian.faults.history.Watched.Event;
import java.util.ArrayList;
import java.util.List;

/** What watchers saw against the journal: every commit of configs after their beginning, whole, once, in order. */
final class WatchCheck {

    private WatchCheck() {}

    static List<Violation> check(List<Watched> watched, Journal journal) {
        List<Violation> violations = new ArrayList<>();
        for (Watched watcher : watched) {
            List<Event> expected = journal.commits().stream()
                    .filter(commit -> commit.revision() > watcher.after()
                            && !commit.changes().isEmpty())
                    .map(commit -> new Event(commit.revision(), commit.changes()))
                    .toList();
            if (!watcher.events().equals(expected)) {
                violations.add(new Violation(Promise.WATCHES_ARE_COMPLETE, difference(watcher, expected)));
            }
        }
        return violations;
    }

    private static String difference(Watched watcher, List<Event> expected) {
        List<Event> seen = watcher.events();
        int at = 0;
        while (at < seen.size() && at < expected.size() && seen.get(at).equals(expected.get(at))) {
            at++;
        }
        return "%s saw %d events where there were %d; event %d was %s instead of %s"
                .formatted(
                        watcher.name(),
                        seen.size(),
                        expected.size(),
                        at + 1,
                        at < seen.size() ? seen.get(at) : "missing",
                        at < expected.size() ? expected.get(at) : "nothing");
    }
}
