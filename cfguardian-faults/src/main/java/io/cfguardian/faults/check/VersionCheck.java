package io.cfguardian.faults.check;

import io.cfguardian.faults.check.Violation.Promise;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Linearizability of each config by the versions in the answers alone, without a journal: the same sweep as that over
 * revisions, per config, and refusals take part because they name the version that they saw.
 */
final class VersionCheck {

    /** What an operation has to do with a version of a config. */
    private record Sight(Operation operation, long version, Role role) {}

    private enum Role {
        MADE,
        SAW,
        SAW_LATE
    }

    private final String key;
    private final List<Sight> sights;
    private final List<Violation> violations;

    private VersionCheck(String key, List<Sight> sights, List<Violation> violations) {
        this.key = key;
        this.sights = sights;
        this.violations = violations;
    }

    static List<Violation> check(List<Operation> operations) {
        Map<String, List<Sight>> byKey = new HashMap<>();
        for (Operation operation : operations) {
            sightsOf(operation)
                    .forEach((key, sight) -> byKey.computeIfAbsent(key, ignored -> new ArrayList<>())
                            .add(sight));
        }
        List<Violation> violations = new ArrayList<>();
        byKey.keySet().stream().sorted().forEach(key -> {
            VersionCheck check = new VersionCheck(key, byKey.getOrDefault(key, List.of()), violations);
            check.makers();
            check.sweep();
        });
        return violations;
    }

    private static Map<String, Sight> sightsOf(Operation operation) {
        Map<String, Sight> sights = new HashMap<>();
        if (operation.request() instanceof Write write
                && operation.outcome() instanceof Outcome.Committed(long revision, List<Long> versions)) {
            for (int i = 0; i < Math.min(versions.size(), write.changes().size()); i++) {
                sights.put(write.changes().get(i).key(), new Sight(operation, versions.get(i), Role.MADE));
            }
        }
        if (operation.request() instanceof Read read
                && operation.outcome() instanceof Outcome.Found(long revision, long version, String value)) {
            Role role = read.consistency() == Consistency.LINEARIZABLE ? Role.SAW : Role.SAW_LATE;
            sights.put(read.key(), new Sight(operation, version, role));
        }
        if (operation.outcome() instanceof Outcome.Refused(String key, long version)) {
            sights.put(key, new Sight(operation, version, Role.SAW));
        }
        return sights;
    }

    /** A version is made by one write, and not seen before that began. */
    private void makers() {
        Map<Long, Operation> makers = new HashMap<>();
        for (Sight sight : sights) {
            if (sight.role() == Role.MADE) {
                Operation other = makers.putIfAbsent(sight.version(), sight.operation());
                if (other != null) {
                    add("%s and %s made the same version".formatted(other, sight.operation()));
                }
            }
        }
        for (Sight sight : sights) {
            Operation maker = makers.get(sight.version());
            if (maker != null && maker.calledNanos() > sight.operation().returnedNanos()) {
                add("%s was over before %s began".formatted(sight.operation(), maker));
            }
        }
    }

    private void sweep() {
        List<Sight> byCall =
                sorted(Comparator.comparingLong(sight -> sight.operation().calledNanos()));
        List<Sight> byReturn =
                sorted(Comparator.comparingLong(sight -> sight.operation().returnedNanos()));
        Sight newest = byReturn.getFirst();
        int returned = 0;
        for (Sight beginning : byCall) {
            while (byReturn.get(returned).operation().returnedNanos()
                    < beginning.operation().calledNanos()) {
                Sight done = byReturn.get(returned++);
                newest = newest.version() < done.version() ? done : newest;
            }
            if (returned > 0 && isTooOld(beginning, newest.version())) {
                add("%s is about version %d, but before it began %s"
                        .formatted(beginning.operation(), beginning.version(), newest.operation()));
            }
        }
    }

    private static boolean isTooOld(Sight beginning, long newest) {
        return switch (beginning.role()) {
            case MADE -> beginning.version() <= newest;
            case SAW -> beginning.version() < newest;
            case SAW_LATE -> false;
        };
    }

    private List<Sight> sorted(Comparator<Sight> order) {
        return sights.stream().sorted(order).toList();
    }

    private void add(String what) {
        violations.add(new Violation(Promise.ANSWERS_ARE_LINEARIZABLE, key + ": " + what));
    }
}
