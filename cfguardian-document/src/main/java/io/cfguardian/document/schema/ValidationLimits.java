package io.cfguardian.document.schema;

import java.time.Duration;

/**
 * The bounds of compiling and validating.
 *
 * @param validationTimeMax from asking for a verdict to getting one, waiting included
 * @param compilationTimeMax the same for compiling
 * @param stepsMax steps of one validation or compilation
 * @param patternStepsMax steps of one pattern on one string
 * @param schemasMax schemas inside one schema
 * @param applicationsMax schemas that one schema applies to one place of an instance, references followed
 * @param chainMax schemas that apply each other to one place, one inside the other
 * @param threads threads that validate; one more compiles
 * @param waitingMax validations, and compilations, that may wait for a thread
 * @param cacheBytesMax canonical bytes of the schemas that are kept compiled
 * @param violationsMax violations in one verdict
 */
public record ValidationLimits(
        Duration validationTimeMax,
        Duration compilationTimeMax,
        long stepsMax,
        int patternStepsMax,
        int schemasMax,
        int applicationsMax,
        int chainMax,
        int threads,
        int waitingMax,
        long cacheBytesMax,
        int violationsMax) {

    public ValidationLimits {
        if (validationTimeMax.isNegative() || validationTimeMax.isZero()) {
            throw new IllegalArgumentException("validationTimeMax is positive, got " + validationTimeMax);
        }
        if (compilationTimeMax.isNegative() || compilationTimeMax.isZero()) {
            throw new IllegalArgumentException("compilationTimeMax is positive, got " + compilationTimeMax);
        }
        positive("stepsMax", stepsMax);
        positive("patternStepsMax", patternStepsMax);
        positive("schemasMax", schemasMax);
        positive("applicationsMax", applicationsMax);
        positive("chainMax", chainMax);
        positive("threads", threads);
        positive("waitingMax", waitingMax);
        positive("cacheBytesMax", cacheBytesMax);
        positive("violationsMax", violationsMax);
    }

    /**
     * 1 s to validate, 5 s to compile, 20 million steps, 2 million on one string, 50,000 schemas in one, 20,000
     * applications to a place in chains of at most 300, a thread for each processor with 64 waiting, 32 MiB cached, 100
     * violations.
     */
    public static ValidationLimits standard() {
        return new ValidationLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                20_000_000L,
                2_000_000,
                50_000,
                20_000,
                300,
                Runtime.getRuntime().availableProcessors(),
                64,
                32L << 20,
                100);
    }

    /** These limits with {@code timeMax} to validate and as much to compile. */
    public ValidationLimits withTimeMax(Duration timeMax) {
        return new ValidationLimits(
                timeMax,
                timeMax,
                stepsMax,
                patternStepsMax,
                schemasMax,
                applicationsMax,
                chainMax,
                threads,
                waitingMax,
                cacheBytesMax,
                violationsMax);
    }

    /** These limits with {@code timeMax} to validate; compiling keeps its own. */
    public ValidationLimits withValidationTimeMax(Duration timeMax) {
        return new ValidationLimits(
                timeMax,
                compilationTimeMax,
                stepsMax,
                patternStepsMax,
                schemasMax,
                applicationsMax,
                chainMax,
                threads,
                waitingMax,
                cacheBytesMax,
                violationsMax);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, got " + value);
        }
    }
}
