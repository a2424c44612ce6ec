package io.cfguardian.faults.check;

import io.cfguardian.faults.check.ConfigModel.Step;
import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import io.cfguardian.faults.linear.Call;
import io.cfguardian.faults.linear.Linearizability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches an order of the operations on each config, without believing the versions in answers. */
final class SearchCheck {

    /** Far more than a history takes whose clients are few; see {@link Verdict#undecided}. */
    private static final long STEPS_MAX = 500_000;

    private final Timetable timetable;
    private final Map<String, List<Call<Step>>> calls = new HashMap<>();

    /**
     * What the search found.
     *
     * @param undecided of how many configs it was given up
     */
    record Result(List<Violation> violations, int undecided) {}

    private SearchCheck(Timetable timetable) {
        this.timetable = timetable;
    }

    static Result check(List<Operation> operations, Timetable timetable) {
        SearchCheck check = new SearchCheck(timetable);
        operations.forEach(check::add);
        return check.search();
    }

    private Result search() {
        List<Violation> violations = new ArrayList<>();
        int undecided = 0;
        for (String key : calls.keySet().stream().sorted().toList()) {
            List<Call<Step>> ofKey = calls.getOrDefault(key, List.of());
            switch (Linearizability.check(new ConfigModel(), ofKey, STEPS_MAX)) {
                case HOLDS -> {
                    // As it should be.
                }
                case BROKEN ->
                    violations.add(new Violation(
                            Promise.ANSWERS_ARE_LINEARIZABLE,
                            "no order explains the %d operations on %s".formatted(ofKey.size(), key)));
                case UNDECIDED -> undecided++;
            }
        }
        return new Result(violations, undecided);
    }

    private void add(Operation operation) {
        switch (operation.request()) {
            case Read(String key, Consistency consistency) -> {
                if (consistency == Consistency.LINEARIZABLE) {
                    seen(operation.outcome()).ifPresent(value -> add(key, operation, new Step.Saw(value)));
                }
            }
            case Write write -> add(operation, write);
        }
    }

    private static Optional<Optional<String>> seen(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Found(long revision, long version, String value) -> Optional.of(Optional.of(value));
            case Outcome.Missing missing -> Optional.of(Optional.empty());
            case Outcome.Committed committed -> Optional.empty();
            case Outcome.Refused refused -> Optional.empty();
            case Outcome.NotThere notThere -> Optional.empty();
            case Outcome.Failed failed -> Optional.empty();
            case Outcome.Unknown unknown -> Optional.empty();
        };
    }

    private void add(Operation operation, Write write) {
        switch (operation.outcome()) {
            case Outcome.Committed committed -> write.changes().forEach(change -> wrote(operation, change));
            case Outcome.Refused(String key, long version) ->
                write.changes().stream()
                        .filter(change -> change.key().equals(key))
                        .forEach(change -> refused(operation, change, version));
            case Outcome.NotThere(String key) -> notThere(operation, write, key);
            // Leaving out what the journal does not have makes the search much shorter.
            case Outcome.Unknown unknown -> {
                if (!timetable.of(write.id()).isEmpty()) {
                    write.changes()
                            .forEach(change -> add(
                                    change.key(),
                                    operation.calledNanos(),
                                    Call.NEVER,
                                    new Step.Wrote(change.guard(), change.value())));
                }
            }
            case Outcome.Failed failed -> {
                // Says nothing of the config.
            }
            case Outcome.Found found -> throw new IllegalStateException("a write found something: " + operation);
            case Outcome.Missing missing -> throw new IllegalStateException("a write missed something: " + operation);
        }
    }

    private void wrote(Operation operation, Change change) {
        add(change.key(), operation, new Step.Wrote(change.guard(), change.value()));
    }

    private void refused(Operation operation, Change change, long version) {
        Guard guard = change.guard();
        add(change.key(), operation, new Step.WasRefused(guard, change.value(), version));
    }

    private void notThere(Operation operation, Write write, String key) {
        if (write.changes().stream().anyMatch(change -> change.key().equals(key))) {
            add(key, operation, new Step.Saw(Optional.empty()));
        }
    }

    private void add(String key, Operation operation, Step step) {
        add(key, operation.calledNanos(), operation.returnedNanos(), step);
    }

    private void add(String key, long called, long returned, Step step) {
        calls.computeIfAbsent(key, ignored -> new ArrayList<>()).add(new Call<>(called, returned, step));
    }
}
