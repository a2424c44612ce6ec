package io.cfguardian.document.budget;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The steps and the time that one evaluation may take. A step is one reading of a value, one keyword or one character
 * looked at by a pattern. Steps make the bound the same on every machine; the deadline is for what steps do not see.
 * Once exceeded it stays exceeded, whatever an engine makes of the exception. Confined to the thread that evaluates.
 */
public final class StepBudget {

    private static final ScopedValue<StepBudget> CURRENT = ScopedValue.newInstance();

    // Reading the clock costs about as much as this many steps.
    private static final int STEPS_PER_CLOCK_READING = 256;

    private final long stepsMax;
    private final int patternStepsMax;
    private final Duration timeMax;
    private final long deadlineNanos;
    private long steps;
    private long clockReadingAt = STEPS_PER_CLOCK_READING;
    private @Nullable String exceededReason;

    /**
     * A budget whose time runs from now.
     *
     * @param stepsMax all steps
     * @param patternStepsMax the steps of one pattern on one string
     */
    public StepBudget(long stepsMax, int patternStepsMax, Duration timeMax) {
        this.stepsMax = stepsMax;
        this.patternStepsMax = patternStepsMax;
        this.timeMax = timeMax;
        this.deadlineNanos = System.nanoTime() + timeMax.toNanos();
    }

    /** The budget of the evaluation that this thread runs; one without bounds when it runs none. */
    public static StepBudget current() {
        return CURRENT.isBound()
                ? CURRENT.get()
                : new StepBudget(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1));
    }

    /** Runs {@code evaluation} with this as {@link #current}. */
    public <T> T during(Callable<T> evaluation) throws Exception {
        return ScopedValue.where(CURRENT, this).call(evaluation::call);
    }

    /**
     * Takes {@code count} steps.
     *
     * @throws BudgetExceeded when that is more than is left, or the time is over
     */
    public void spend(long count) {
        if (exceededReason != null) {
            throw new BudgetExceeded(exceededReason);
        }
        steps += count;
        if (steps > stepsMax) {
            throw exceeded("it takes more than " + stepsMax + " steps");
        }
        if (steps >= clockReadingAt) {
            clockReadingAt = steps + STEPS_PER_CLOCK_READING;
            if (System.nanoTime() - deadlineNanos > 0) {
                throw exceeded("it takes longer than " + timeMax.toMillis() + " ms");
            }
        }
    }

    /** {@code text} as a pattern may look at it: each look costs {@code stepsPerChar}. */
    public CharSequence metered(String text, int stepsPerChar) {
        return new MeteredText(text, stepsPerChar, this);
    }

    /** The steps taken until now. */
    public long steps() {
        return steps;
    }

    /** Why this is exceeded; null while it is not. */
    public @Nullable String exceededReason() {
        return exceededReason;
    }

    int patternStepsMax() {
        return patternStepsMax;
    }

    BudgetExceeded exceeded(String reason) {
        exceededReason = reason;
        return new BudgetExceeded(reason);
    }
}
