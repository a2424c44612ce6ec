package io.cfguardian.faults.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.faults.linear.Linearizability.Verdict;
import io.cfguardian.faults.linear.PorcupineHistories.History;
import io.cfguardian.faults.linear.PorcupineHistories.RegisterStep;
import io.cfguardian.faults.linear.PorcupineHistories.TextStep;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {

    private static final long STEPS_MAX = 10_000_000;

    /** A register that begins without a value. */
    private static final class Register implements SequentialModel<Optional<Integer>, RegisterStep> {
        @Override
        public Optional<Integer> initial() {
            return Optional.empty();
        }

        @Override
        public Optional<Optional<Integer>> step(Optional<Integer> state, RegisterStep step) {
            return switch (step) {
                case RegisterStep.Read(Optional<Integer> value) ->
                    Optional.of(state).filter(value::equals);
                case RegisterStep.Write(int value) -> Optional.of(Optional.of(value));
                case RegisterStep.Swap(int from, int to, Optional<Boolean> done) -> {
                    boolean fits = state.equals(Optional.of(from));
                    yield done.filter(told -> told != fits).isPresent()
                            ? Optional.empty()
                            : Optional.of(fits ? Optional.of(to) : state);
                }
            };
        }
    }

    /** A text that begins empty and grows. */
    private static final class Text implements SequentialModel<String, TextStep> {
        @Override
        public String initial() {
            return "";
        }

        @Override
        public Optional<String> step(String state, TextStep step) {
            return switch (step) {
                case TextStep.Get(String value) -> Optional.of(state).filter(value::equals);
                case TextStep.Put(String value) -> Optional.of(value);
                case TextStep.Append(String value) -> Optional.of(state + value);
            };
        }
    }

    @Test
    void agreesWithPorcupineOnEveryRegister() {
        List<History<RegisterStep>> histories = PorcupineHistories.registers();
        assertThat(histories).hasSize(102);
        assertThat(histories).allSatisfy(history -> agrees(new Register(), history));
    }

    @Test
    void agreesWithPorcupineOnEveryStore() {
        List<History<TextStep>> histories = PorcupineHistories.stores();
        assertThat(histories).hasSize(6);
        assertThat(histories).allSatisfy(history -> agrees(new Text(), history));
    }

    private static <S, O> void agrees(SequentialModel<S, O> model, History<O> history) {
        assertThat(verdict(model, history.objects()))
                .as(history.name())
                .isEqualTo(history.isLinearizable() ? Verdict.HOLDS : Verdict.BROKEN);
    }

    /** One broken object is enough; to prove that of another can take much longer, so all have few steps first, then more. */
    private static <S, O> Verdict verdict(SequentialModel<S, O> model, List<List<Call<O>>> objects) {
        Verdict verdict = Verdict.UNDECIDED;
        for (long steps = 1_000; verdict == Verdict.UNDECIDED && steps <= STEPS_MAX; steps *= 10) {
            Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
            for (List<Call<O>> calls : objects) {
                verdicts.add(Linearizability.check(model, calls, steps));
            }
            verdict = Stream.of(Verdict.BROKEN, Verdict.UNDECIDED)
                    .filter(verdicts::contains)
                    .findFirst()
                    .orElse(Verdict.HOLDS);
        }
        return verdict;
    }

    @Test
    void aReadThatOverlapsTwoWritesMaySeeEither() {
        for (int seen : List.of(1, 2)) {
            assertThat(check(List.of(write(1, 0, 10), write(2, 0, 10), read(seen, 5, 6))))
                    .isEqualTo(Verdict.HOLDS);
        }
    }

    @Test
    void aReadThatBeganAfterAWriteReturnedSeesIt() {
        assertThat(check(List.of(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5))))
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void callsThatMeetInOneMomentOverlap() {
        assertThat(check(List.of(write(1, 0, 1), write(2, 2, 4), read(1, 4, 5))))
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aWriteThatNeverReturnedMayHaveBeenDoneLateOrNever() {
        assertThat(check(List.of(write(1, 0, 1), write(2, 2, Call.NEVER), read(1, 5, 6), read(2, 7, 8))))
                .isEqualTo(Verdict.HOLDS);
        assertThat(check(List.of(write(1, 0, 1), write(2, 2, Call.NEVER), read(1, 5, 6))))
                .isEqualTo(Verdict.HOLDS);
        assertThat(check(List.of(write(1, 0, 1), write(2, 2, Call.NEVER), read(2, 5, 6), read(1, 7, 8))))
                .isEqualTo(Verdict.BROKEN);
    }

    @Test
    void aSearchThatIsTooLongIsGivenUp() {
        assertThat(Linearizability.check(new Register(), List.of(write(1, 0, 1)), 0))
                .isEqualTo(Verdict.UNDECIDED);
    }

    private static Verdict check(List<Call<RegisterStep>> calls) {
        return Linearizability.check(new Register(), calls, STEPS_MAX);
    }

    private static Call<RegisterStep> write(int value, long called, long returned) {
        return new Call<>(called, returned, new RegisterStep.Write(value));
    }

    private static Call<RegisterStep> read(int value, long called, long returned) {
        return new Call<>(called, returned, new RegisterStep.Read(Optional.of(value)));
    }
}
