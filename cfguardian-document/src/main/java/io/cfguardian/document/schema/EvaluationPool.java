package io.cfguardian.document.schema;

import io.cfguardian.document.budget.BudgetExceeded;
import io.cfguardian.document.budget.StepBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    // An engine takes some ten calls of about a hundred bytes for each level of an instance and each schema applied to
    // it: 128 levels under chains of 140 fit. Only what is touched costs memory, but what was touched stays.
    private static final long STACK_BYTES = 64L << 20;

    // How long a caller waits beyond the budget's time for the thread to notice.
    private static final Duration NOTICE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationPool.class);

    private static final String BUSY = "the server is busy with other validations; try again";

    private final ThreadPoolExecutor executor;
    private final long stepsMax;
    private final int patternStepsMax;

    /** A pool of {@code threads} threads called {@code name}, which start when they are needed. */
    EvaluationPool(String name, int threads, ValidationLimits limits) {
        this.stepsMax = limits.stepsMax();
        this.patternStepsMax = limits.patternStepsMax();
        this.executor = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(limits.waitingMax()), task -> {
                    Thread thread = new Thread(null, task, name, STACK_BYTES);
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

    /**
     * Runs {@code evaluation} on the calling thread, within the same budget. Only for what cannot be long between two steps, nor
     * go deep: nobody waits for it who could leave.
     */
    <T> Outcome<T> runHere(Duration timeMax, Callable<T> evaluation) {
        try {
            return within(new StepBudget(stepsMax, patternStepsMax, timeMax), evaluation);
        } catch (Exception e) {
            throw new IllegalStateException("an evaluation failed", e);
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
        } catch (RuntimeException e) {
            // An engine is not ours, and what it is fed is not either: one input that it fails on must not look like a
            // fault of the whole server. The message is left out, because it may quote the document.
            LOG.error("a schema engine failed: {} at {}", e.getClass().getName(), Arrays.toString(topOf(e)));
            return new Stopped<>("the schema engine failed on it; the server's log says where");
        } catch (StackOverflowError e) {
            return new Stopped<>("it nests deeper than can be evaluated");
        }
    }

    private static StackTraceElement[] topOf(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return Arrays.copyOf(trace, Math.min(trace.length, 5));
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
