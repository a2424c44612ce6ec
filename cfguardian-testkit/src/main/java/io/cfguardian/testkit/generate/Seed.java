package io.cfguardian.testkit.generate;

import java.util.SplittableRandom;

/**
 * The one number a random test begins with. It is new in each run and named when the test fails; {@code
 * -Dcfguardian.seed=N} runs that test again.
 */
public final class Seed {

    /** The system property that fixes the seed. */
    public static final String PROPERTY = "cfguardian.seed";

    private Seed() {}

    /** A test on random input. */
    @FunctionalInterface
    public interface RandomTest {
        void run(SplittableRandom random) throws Exception;
    }

    /**
     * Runs {@code test}.
     *
     * @throws AssertionError when it fails in any way; the message names the seed, the cause is the failure
     */
    public static void run(RandomTest test) {
        Long fixed = Long.getLong(PROPERTY);
        long seed = fixed == null ? new SplittableRandom().nextLong() : fixed;
        try {
            test.run(new SplittableRandom(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("again with -D" + PROPERTY + "=" + seed + ": " + e.getMessage(), e);
        }
    }
}
