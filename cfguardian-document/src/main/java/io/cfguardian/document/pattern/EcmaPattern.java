package io.cfguardian.document.pattern;

import io.cfguardian.document.budget.StepBudget;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled regular expression. {@link #isFoundIn} searches as JSON Schema does, without anchoring, and pays from the
 * budget of the evaluation: a character costs more the more states an expression has. Used by many threads.
 */
public final class EcmaPattern {

    // Above this RE2's automaton would be large, because it writes out every counted repetition.
    private static final long LINEAR_WEIGHT_MAX = 5_000;

    // RE2 touches each live state once for each character; this many touches are one step.
    private static final int STATES_PER_STEP = 64;

    // What java.util.regex needs for most texts, and no more than a small multiple of what RE2 does for any.
    private static final int TRIAL_LOOKS_PER_CHAR = 8;
    private static final int TRIAL_LOOKS = 64;

    private sealed interface Engine {}

    private record Linear(com.google.re2j.Pattern pattern, int stepsPerChar) implements Engine {}

    private record Backtracking(Pattern pattern) implements Engine {}

    /** For what the two engines judge alike: the one that is often quick tries, the other one judges where it is not. */
    private record Tried(Pattern trial, Linear linear) implements Engine {}

    private final String source;
    private final Engine engine;

    private EcmaPattern(String source, Engine engine) {
        this.source = source;
        this.engine = engine;
    }

    /** Compiles {@code source}. */
    public static EcmaPattern compile(String source) throws UnusablePattern {
        Translation translation = new EcmaTranslator(source).translate();
        if (!translation.isBacktracking() && translation.weight() <= LINEAR_WEIGHT_MAX) {
            try {
                int stepsPerChar = 1 + (int) (translation.weight() / STATES_PER_STEP);
                Linear linear = new Linear(com.google.re2j.Pattern.compile(translation.linear()), stepsPerChar);
                return new EcmaPattern(
                        source,
                        translation.isChain()
                                ? new Tried(Pattern.compile(translation.backtracking()), linear)
                                : linear);
            } catch (com.google.re2j.PatternSyntaxException e) {
                // RE2 knows fewer properties and shorter repetitions; the other engine may take it.
            }
        }
        try {
            return new EcmaPattern(source, new Backtracking(Pattern.compile(translation.backtracking())));
        } catch (PatternSyntaxException e) {
            throw new UnusablePattern("no engine takes the pattern: "
                    + (e.getDescription() == null
                            ? "it is not understood"
                            : e.getDescription().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    /** Whether a part of {@code text} matches. */
    public boolean isFoundIn(String text) {
        StepBudget budget = StepBudget.current();
        return switch (engine) {
            case Linear linear -> isFoundIn(text, linear, budget);
            case Tried tried -> isFoundIn(text, tried, budget);
            case Backtracking backtracking ->
                backtracking.pattern().matcher(budget.metered(text, 1)).find();
        };
    }

    private static boolean isFoundIn(String text, Tried tried, StepBudget budget) {
        TrialText trial = new TrialText(text, TRIAL_LOOKS + (long) TRIAL_LOOKS_PER_CHAR * text.length());
        boolean isFound;
        try {
            isFound = tried.trial().matcher(trial).find();
        } catch (TrialText.Over over) {
            budget.spend(trial.looks());
            return isFoundIn(text, tried.linear(), budget);
        }
        budget.spend(trial.looks());
        return isFound;
    }

    private static boolean isFoundIn(String text, Linear linear, StepBudget budget) {
        return linear.pattern()
                .matcher(budget.metered(text, linear.stepsPerChar()))
                .find();
    }

    /** Whether matching takes time linear in the text, whatever the text. */
    public boolean isLinear() {
        return !(engine instanceof Backtracking);
    }

    /** The expression as it was written. */
    public String source() {
        return source;
    }
}
