package io.cfguardian.testkit.generate;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random choices. */
final class Pick {

    private final SplittableRandom random;

    Pick(SplittableRandom random) {
        this.random = random;
    }

    /** True in {@code percent} of a hundred. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One of the choices, each as likely as its weight says. */
    <T> T weighted(List<Choice<T>> choices) {
        int rest = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
        for (Choice<T> choice : choices) {
            rest -= choice.weight();
            if (rest < 0) {
                return choice.make().get();
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** Something that can be made, and how often it should. */
    record Choice<T>(int weight, Supplier<T> make) {}
}
