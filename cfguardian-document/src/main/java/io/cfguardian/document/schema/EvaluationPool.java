package io.cfguardian.document.schema;

import io.cfguardian.document.budget.BudgetExceeded;
import io.cfguardian.document.budget.StepBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs evaluations on a few threads of its own with large stacks, each within a budget. A caller waits at most as long
 * as the budget's time runs, which begins when it asks; what is still waiting then is never begun. Used by many threads.
 */
final class EvaluationPool implements AutoCloseable {

    /** What came of an evaluation. */
    sealed interface Outcome<T> {}

    /** It came to its end. */
    record Finished<T>(T value) implements Outcome<T> {}

    /** It did not; {@code reason} is a sentence without a subject. */
    record Stopped<T>(String reason) implements Outcome<T> {}

    // An engine takes a few hundred bytes of stack for each of some ten calls per level and application; 128 levels of
    // an instance under chains of 300 applications fit. Only what is touched costs memory.
    private static final long STACK_BYTES = 256L << 20;

    // How long a caller waits beyond the budget's time for the thread to notice.
    private static final Duration NOTICE = Duration.ofMillis(200);

    private static final String BUSY = "the server is busy with other validations; try again";

    private final ThreadPoolExecutor executor;
    private final long stepsMax;
    private final int patternStepsMax;

    EvaluationPool(ValidationLimits limits) {
        this.stepsMax = limits.stepsMax();
        this.patternStepsMax = limits.patternStepsMax();
        this.executor = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                0,
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(limits.waitingMax()),
                task -> {
                    Thread thread = new Thread(null, task, "schema-evaluation", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Runs {@code evaluation} and waits for it. */
    <T> Outcome<T> run(Duration timeMax, Callable<T> evaluation) {
        StepBudget budget = new StepBudget(stepsMax, patternStepsMax, timeMax);
        Future<Outcome<T>> future;
        try {
            future = executor.submit(() -> within(budget, evaluation));
        } catch (RejectedExecutionException e) {
            return new Stopped<>(BUSY);
        }
        try {
            return future.get(timeMax.plus(NOTICE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            return new Stopped<>(budget.steps() == 0 ? BUSY : tooLong(timeMax));
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            return new Stopped<>("the wait for it was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an evaluation failed", e.getCause());
        }
    }

    private static <T> Outcome<T> within(StepBudget budget, Callable<T> evaluation) throws Exception {
        try {
            // Refuses at once what has waited for all of its time.
            budget.spend(512);
            T value = budget.during(evaluation);
            return Optional.ofNullable(budget.exceededReason())
                    .<Outcome<T>>map(Stopped::new)
                    .orElseGet(() -> new Finished<>(value));
        } catch (BudgetExceeded e) {
            return new Stopped<>(e.reason());
        } catch (StackOverflowError e) {
            return new Stopped<>("it nests deeper than can be evaluated");
        }
    }

    private static String tooLong(Duration timeMax) {
        return "it takes longer than " + timeMax.toMillis() + " ms";
    }

    /** Begins nothing more; what runs ends by its budget. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
