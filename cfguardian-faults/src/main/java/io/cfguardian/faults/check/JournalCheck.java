package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Journal.Commit;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The journals: dense, equal, and holding what clients were told is done, once each, and nothing else. */
final class JournalCheck {

    private final Timetable timetable;
    private final List<Violation> violations = new ArrayList<>();

    private JournalCheck(Timetable timetable) {
        this.timetable = timetable;
    }

    static List<Violation> check(Evidence evidence, Timetable timetable) {
        JournalCheck check = new JournalCheck(timetable);
        evidence.journals().forEach(check::dense);
        check.equal(evidence.journals());
        Set<String> asked = new HashSet<>();
        for (Operation operation : evidence.operations()) {
            if (operation.request() instanceof Write write) {
                asked.add(write.id());
                check.write(operation, write);
            }
        }
        check.unasked(evidence.journals().getFirst(), asked);
        return check.violations;
    }

    private void dense(Journal journal) {
        long revision = 0;
        Map<String, Long> versions = new HashMap<>();
        for (Commit commit : journal.commits()) {
            revision++;
            if (commit.revision() != revision) {
                add(
                        Promise.NUMBERS_ARE_DENSE,
                        "node %d has revision %d where %d belongs"
                                .formatted(journal.node(), commit.revision(), revision));
                revision = commit.revision();
            }
            for (Applied applied : commit.changes()) {
                long expected = versions.getOrDefault(applied.key(), 0L) + 1;
                if (applied.version() != expected) {
                    add(
                            Promise.NUMBERS_ARE_DENSE,
                            "node %d has version %d of %s at revision %d where %d belongs"
                                    .formatted(
                                            journal.node(),
                                            applied.version(),
                                            applied.key(),
                                            commit.revision(),
                                            expected));
                }
                versions.put(applied.key(), applied.version());
            }
        }
    }

    private void equal(List<Journal> journals) {
        List<Commit> first = journals.getFirst().commits();
        for (Journal journal : journals.subList(1, journals.size())) {
            List<Commit> other = journal.commits();
            for (int i = 0; i < Math.max(first.size(), other.size()); i++) {
                if (i >= first.size() || i >= other.size() || !first.get(i).equals(other.get(i))) {
                    add(
                            Promise.CHAINS_ARE_EQUAL,
                            "node %d differs from node %d from the commit %d on, of %d and %d"
                                    .formatted(
                                            journal.node(),
                                            journals.getFirst().node(),
                                            i + 1,
                                            other.size(),
                                            first.size()));
                    break;
                }
            }
        }
    }

    private void write(Operation operation, Write write) {
        List<Commit> commits = timetable.of(write.id());
        if (commits.size() > 1) {
            add(
                    Promise.NO_WRITE_IS_DONE_TWICE,
                    "%s is committed %d times: %s".formatted(operation, commits.size(), commits));
        }
        for (Commit commit : commits) {
            asAsked(operation, write, commit);
        }
        switch (operation.outcome()) {
            case Outcome.Committed(long revision, List<Long> versions) ->
                acknowledged(operation, commits, revision, versions);
            case Outcome.Refused refused -> notDone(operation, commits);
            case Outcome.NotThere notThere -> notDone(operation, commits);
            case Outcome.Failed failed -> notDone(operation, commits);
            case Outcome.Unknown unknown -> {
                // Both is right; done twice, or otherwise than asked, was looked for above.
            }
            case Outcome.Found found -> throw new IllegalStateException("a write found something: " + operation);
            case Outcome.Missing missing -> throw new IllegalStateException("a write missed something: " + operation);
        }
    }

    private void acknowledged(Operation operation, List<Commit> commits, long revision, List<Long> versions) {
        boolean isThere = commits.stream()
                .anyMatch(commit -> commit.revision() == revision
                        && commit.changes().stream()
                                .map(Applied::version)
                                .toList()
                                .equals(versions));
        if (!isThere) {
            add(
                    Promise.NO_ACKNOWLEDGED_WRITE_IS_LOST,
                    "%s is not in the journal at that revision with those versions; its commits: %s; that revision: %s"
                            .formatted(operation, commits, timetable.commit(revision)));
        }
    }

    private void notDone(Operation operation, List<Commit> commits) {
        if (!commits.isEmpty()) {
            add(Promise.NOTHING_IS_DONE_UNASKED, "%s is in the journal: %s".formatted(operation, commits));
        }
    }

    /** The commit changes what was asked, where the guards allow it. */
    private void asAsked(Operation operation, Write write, Commit commit) {
        if (commit.changes().size() != write.changes().size()) {
            add(Promise.NOTHING_IS_DONE_UNASKED, "%s is committed as %s".formatted(operation, commit));
            return;
        }
        for (int i = 0; i < write.changes().size(); i++) {
            Change change = write.changes().get(i);
            Applied applied = commit.changes().get(i);
            if (!applied.key().equals(change.key()) || !applied.value().equals(change.value())) {
                add(Promise.NOTHING_IS_DONE_UNASKED, "%s is committed as %s".formatted(operation, commit));
            }
            Optional<Applied> before = timetable.at(change.key(), commit.revision() - 1);
            long version = before.map(Applied::version).orElse(0L);
            boolean isLive = before.map(Applied::isLive).orElse(false);
            if (!change.guard().allows(version, isLive)) {
                add(
                        Promise.GUARDS_HOLD,
                        "%s is committed at revision %d on %s".formatted(operation, commit.revision(), before));
            }
        }
    }

    private void unasked(Journal journal, Set<String> asked) {
        for (Commit commit : journal.commits()) {
            if (!commit.changes().isEmpty() && !asked.contains(commit.request())) {
                add(Promise.NOTHING_IS_DONE_UNASKED, "nobody asked for %s".formatted(commit));
            }
        }
    }

    private void add(Promise promise, String what) {
        violations.add(new Violation(promise, what));
    }
}
