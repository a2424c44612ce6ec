package io.cfguardian.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.faults.history.Evidence;
import io.cfguardian.testkit.generate.Seed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A checker is worth what it finds, and worth nothing when it cries wolf. */
class CheckerPropertyTest {

    private static final int RUNS = 1_000;
    private static final int MUTANTS = 1_000;

    @Test
    void findsNothingWrongInAThousandRunsThatAreRight() {
        Seed.run(random -> {
            for (int i = 0; i < RUNS; i++) {
                Verdict verdict = Checker.check(MadeUpRun.of(random.split()));
                assertThat(verdict.violations()).as("run %d", i).isEmpty();
                assertThat(verdict.undecided()).isZero();
            }
        });
    }

    @Test
    void findsWhatIsWrongInAThousandMutants() {
        Seed.run(random -> {
            List<String> survivors = new ArrayList<>();
            Map<Mutation, Integer> killed = new EnumMap<>(Mutation.class);
            List<Mutation> mutations = List.of(Mutation.values());
            int made = 0;
            while (made < MUTANTS) {
                Mutation mutation = mutations.get(made % mutations.size());
                Optional<Evidence> mutant = mutation.of(MadeUpRun.of(random.split()), random);
                if (mutant.isPresent()) {
                    made++;
                    Verdict verdict = Checker.check(mutant.get());
                    if (verdict.violations().stream().anyMatch(violation -> violation.promise() == mutation.broken)) {
                        killed.merge(mutation, 1, Integer::sum);
                    } else {
                        survivors.add(mutation + ": " + verdict.violations());
                    }
                }
            }
            assertThat(survivors).as("mutants that live, of %d", MUTANTS).isEmpty();
            assertThat(killed).containsOnlyKeys(Mutation.values());
        });
    }
}
