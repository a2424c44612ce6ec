package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Journal.Commit;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Outcome.Committed;
import io.cfguardian.faults.history.Outcome.Found;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import io.cfguardian.faults.history.Watched;
import io.cfguardian.faults.history.Watched.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One thing that goes wrong in a run, and the promise that it breaks. Nothing comes of it where the run has no place for it. */
@SuppressWarnings("ImmutableEnumChecker") // A lambda without state: immutable, but not by its type.
enum Mutation {
    STALE_READ(Promise.ANSWERS_ARE_LINEARIZABLE, (run, random) -> {
        // The answer of an older revision, true there: only time tells.
        Predicate<Operation> reads = one -> isLinearizableRead(one) && newestBefore(run, one) > 1;
        return change(run, random, reads, one -> {
            long revision = 1 + random.nextLong(newestBefore(run, one) - 1);
            return one.with(readAt(run, ((Read) one.request()).key(), revision));
        });
    }),
    WRITE_LOST(Promise.NO_ACKNOWLEDGED_WRITE_IS_LOST, (run, random) -> {
        Optional<Operation> lost = pick(run, random, Mutation::isAcknowledged);
        return lost.map(one -> journals(run, commit -> isOf(one, commit) ? nothing(commit) : commit));
    }),
    WRITE_DONE_TWICE(Promise.NO_WRITE_IS_DONE_TWICE, (run, random) -> {
        Optional<Operation> twice = pick(run, random, Mutation::isAcknowledged);
        return twice.map(one -> appended(run, ((Write) one.request()).id(), again(run, one)));
    }),
    WRITE_THAT_NOBODY_ASKED_FOR(
            Promise.NOTHING_IS_DONE_UNASKED,
            (run, random) -> Optional.of(
                    appended(run, "nobody", List.of(new Applied("k-new", 1, Optional.of("from nowhere")))))),
    FAILED_WRITE_DONE(
            Promise.NOTHING_IS_DONE_UNASKED,
            (run, random) ->
                    change(run, random, Mutation::isAcknowledged, one -> one.with(new Outcome.Failed("no leader")))),
    OTHER_VALUE_WRITTEN(Promise.NOTHING_IS_DONE_UNASKED, (run, random) -> {
        Optional<Operation> other = pick(run, random, one -> isAcknowledged(one) && writesValue(one));
        return other.map(one -> journals(run, commit -> isOf(one, commit) ? withOtherValues(commit) : commit));
    }),
    GUARD_IGNORED(
            Promise.GUARDS_HOLD,
            (run, random) -> change(
                    run,
                    random,
                    Mutation::isAcknowledged,
                    one -> asking(one, change -> new Change(change.key(), change.value(), new Guard.AtVersion(999))))),
    REVISION_MISSING_EVERYWHERE(Promise.NUMBERS_ARE_DENSE, (run, random) -> {
        long gone = 1 + random.nextLong(run.journals().getFirst().commits().size() - 1L);
        return Optional.of(withJournals(run, one -> without(one, commit -> commit.revision() == gone)));
    }),
    VERSION_SKIPPED(Promise.NUMBERS_ARE_DENSE, (run, random) -> {
        Optional<Operation> skipping = pick(run, random, Mutation::isAcknowledged);
        return skipping.map(one -> journals(run, commit -> isOf(one, commit) ? withVersions(commit, 100) : commit));
    }),
    VERSION_TOLD_WRONG(
            Promise.NO_ACKNOWLEDGED_WRITE_IS_LOST,
            (run, random) -> change(run, random, Mutation::isAcknowledged, one -> {
                Committed told = (Committed) one.outcome();
                List<Long> wrong =
                        told.versions().stream().map(version -> version + 1).toList();
                return one.with(new Committed(told.revision(), wrong));
            })),
    NODE_DIVERGED(Promise.CHAINS_ARE_EQUAL, (run, random) -> {
        Journal last = run.journals().getLast();
        long revision = 1 + random.nextLong(last.commits().size());
        return Optional.of(lastJournal(
                run,
                commits -> commits.stream()
                        .map(commit -> commit.revision() == revision
                                ? new Commit(revision, commit.request(), "other", commit.changes())
                                : commit)
                        .toList()));
    }),
    NODE_FELL_SHORT(
            Promise.CHAINS_ARE_EQUAL,
            (run, random) -> Optional.of(lastJournal(run, commits -> commits.subList(0, commits.size() - 1)))),
    PHANTOM_READ(
            Promise.READS_ARE_TRUE,
            (run, random) -> change(
                    run,
                    random,
                    one -> one.outcome() instanceof Found,
                    one -> one.with(
                            new Found(((Found) one.outcome()).revision(), ((Found) one.outcome()).version(), "?")))),
    READ_OF_ANOTHER_VERSION(
            Promise.READS_ARE_TRUE,
            (run, random) -> change(run, random, one -> one.outcome() instanceof Found, one -> {
                Found found = (Found) one.outcome();
                return one.with(new Found(found.revision(), found.version() + 1, found.value()));
            })),
    READ_MISSED_WHAT_IS_THERE(
            Promise.READS_ARE_TRUE,
            (run, random) -> change(
                    run,
                    random,
                    one -> one.outcome() instanceof Found,
                    one -> one.with(new Outcome.Missing(((Found) one.outcome()).revision())))),
    ACKNOWLEDGED_BEFORE_IT_WAS_ASKED(Promise.ANSWERS_ARE_LINEARIZABLE, (run, random) -> {
        long end = run.operations().stream()
                .mapToLong(Operation::returnedNanos)
                .max()
                .orElse(0);
        return change(
                run,
                random,
                one -> isAcknowledged(one) && isSeenByOthers(run, one),
                one -> one.between(end + 1, end + 2));
    }),
    REFUSED_BY_A_VERSION_THAT_NEVER_WAS(
            Promise.ANSWERS_ARE_LINEARIZABLE,
            (run, random) -> change(run, random, one -> one.outcome() instanceof Outcome.Refused, one -> {
                Outcome.Refused refused = (Outcome.Refused) one.outcome();
                return one.with(new Outcome.Refused(refused.key(), refused.version() + 1000));
            })),
    WATCH_GAP(
            Promise.WATCHES_ARE_COMPLETE,
            (run, random) -> watched(run, random, (events, at) -> events.remove(at.intValue()))),
    WATCH_DUPLICATE(
            Promise.WATCHES_ARE_COMPLETE,
            (run, random) -> watched(run, random, (events, at) -> events.add(at, events.get(at)))),
    WATCH_OUT_OF_ORDER(
            Promise.WATCHES_ARE_COMPLETE,
            (run, random) -> watched(run, random, (events, at) -> {
                Event moved = events.remove(at.intValue());
                events.add(at == 0 ? events.size() : 0, moved);
            })),
    WATCH_TORN(
            Promise.WATCHES_ARE_COMPLETE,
            (run, random) -> watched(
                    run,
                    random,
                    (events, at) -> events.set(at, new Event(events.get(at).revision(), List.of()))));

    final Promise broken;
    private final BiFunction<Evidence, SplittableRandom, Optional<Evidence>> change;

    Mutation(Promise broken, BiFunction<Evidence, SplittableRandom, Optional<Evidence>> change) {
        this.broken = broken;
        this.change = change;
    }

    Optional<Evidence> of(Evidence run, SplittableRandom random) {
        return change.apply(run, random);
    }

    private static boolean isAcknowledged(Operation one) {
        return one.outcome() instanceof Committed;
    }

    private static boolean isLinearizableRead(Operation one) {
        return one.request() instanceof Read(String key, Consistency consistency)
                && consistency == Consistency.LINEARIZABLE
                && !(one.outcome() instanceof Outcome.Failed);
    }

    private static boolean writesValue(Operation one) {
        return ((Write) one.request())
                .changes().stream().anyMatch(change -> change.value().isPresent());
    }

    private static boolean isOf(Operation one, Commit commit) {
        return one.request() instanceof Write write && write.id().equals(commit.request());
    }

    private static long revision(Operation one) {
        return switch (one.outcome()) {
            case Committed(long revision, List<Long> versions) -> revision;
            case Found(long revision, long version, String value) -> revision;
            case Outcome.Missing(long revision) -> revision;
            case Outcome.Refused refused -> 0;
            case Outcome.NotThere notThere -> 0;
            case Outcome.Failed failed -> 0;
            case Outcome.Unknown unknown -> 0;
        };
    }

    private static long newestBefore(Evidence run, Operation one) {
        return run.operations().stream()
                .filter(other -> other.returnedNanos() < one.calledNanos())
                .mapToLong(Mutation::revision)
                .max()
                .orElse(0);
    }

    private static boolean isSeenByOthers(Evidence run, Operation one) {
        return run.operations().stream()
                .anyMatch(other -> other.number() != one.number() && revision(other) >= revision(one));
    }

    private static Outcome readAt(Evidence run, String key, long revision) {
        Optional<Applied> newest = Timetable.of(run.journals().getFirst()).at(key, revision);
        return newest.flatMap(applied ->
                        applied.value().map(value -> (Outcome) new Found(revision, applied.version(), value)))
                .orElse(new Outcome.Missing(revision));
    }

    private static Optional<Operation> pick(Evidence run, SplittableRandom random, Predicate<Operation> fits) {
        List<Operation> fitting = run.operations().stream().filter(fits).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    private static Optional<Evidence> change(
            Evidence run, SplittableRandom random, Predicate<Operation> fits, UnaryOperator<Operation> change) {
        return pick(run, random, fits)
                .map(chosen -> new Evidence(
                        run.operations().stream()
                                .map(one -> one.number() == chosen.number() ? change.apply(one) : one)
                                .toList(),
                        run.journals(),
                        run.watched()));
    }

    private static Operation asking(Operation one, UnaryOperator<Change> change) {
        Write write = (Write) one.request();
        return new Operation(
                one.number(),
                one.client(),
                one.node(),
                one.calledNanos(),
                one.returnedNanos(),
                new Write(write.id(), write.changes().stream().map(change).toList()),
                one.outcome());
    }

    private static Evidence withJournals(Evidence run, UnaryOperator<Journal> change) {
        return new Evidence(
                run.operations(), run.journals().stream().map(change).toList(), run.watched());
    }

    private static Evidence journals(Evidence run, UnaryOperator<Commit> change) {
        return withJournals(
                run,
                journal -> new Journal(
                        journal.node(), journal.commits().stream().map(change).toList()));
    }

    private static Evidence lastJournal(Evidence run, UnaryOperator<List<Commit>> change) {
        int last = run.journals().getLast().node();
        return withJournals(
                run, journal -> journal.node() == last ? new Journal(last, change.apply(journal.commits())) : journal);
    }

    private static Journal without(Journal journal, Predicate<Commit> gone) {
        return new Journal(
                journal.node(), journal.commits().stream().filter(gone.negate()).toList());
    }

    private static Evidence appended(Evidence run, String request, List<Applied> changes) {
        return withJournals(run, journal -> {
            List<Commit> commits = new ArrayList<>(journal.commits());
            commits.add(new Commit(commits.size() + 1L, request, "appended", changes));
            return new Journal(journal.node(), commits);
        });
    }

    private static List<Applied> again(Evidence run, Operation one) {
        Timetable timetable = Timetable.of(run.journals().getFirst());
        return ((Write) one.request())
                .changes().stream()
                        .map(change -> new Applied(
                                change.key(),
                                timetable
                                                .at(change.key(), Long.MAX_VALUE)
                                                .map(Applied::version)
                                                .orElse(0L)
                                        + 1,
                                change.value()))
                        .toList();
    }

    private static Commit nothing(Commit commit) {
        return new Commit(commit.revision(), "", commit.hash(), List.of());
    }

    private static Commit withOtherValues(Commit commit) {
        return new Commit(
                commit.revision(),
                commit.request(),
                commit.hash(),
                commit.changes().stream()
                        .map(one -> new Applied(
                                one.key(), one.version(), one.value().map(value -> value + "?")))
                        .toList());
    }

    private static Commit withVersions(Commit commit, long more) {
        return new Commit(
                commit.revision(),
                commit.request(),
                commit.hash(),
                commit.changes().stream()
                        .map(one -> new Applied(one.key(), one.version() + more, one.value()))
                        .toList());
    }

    private static Optional<Evidence> watched(
            Evidence run, SplittableRandom random, BiConsumer<List<Event>, Integer> change) {
        Watched first = run.watched().getFirst();
        List<Event> events = new ArrayList<>(first.events());
        if (events.size() < 2) {
            return Optional.empty();
        }
        change.accept(events, random.nextInt(events.size()));
        return Optional.of(new Evidence(
                run.operations(),
                run.journals(),
                List.of(
                        new Watched(first.name(), first.after(), events),
                        run.watched().getLast())));
    }
}
