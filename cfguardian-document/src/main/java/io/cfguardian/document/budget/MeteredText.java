package io.cfguardian.document.budget;

/** A string whose characters cost steps, so that a pattern that backtracks over it comes to an end. */
final class MeteredText implements CharSequence {

    private final String text;
    private final int stepsPerChar;
    private final StepBudget budget;
    private long left;

    MeteredText(String text, int stepsPerChar, StepBudget budget) {
        this.text = text;
        this.stepsPerChar = stepsPerChar;
        this.budget = budget;
        this.left = budget.patternStepsMax();
    }

    @Override
    public char charAt(int index) {
        left -= stepsPerChar;
        if (left < 0) {
            throw budget.exceeded("a pattern takes more than " + budget.patternStepsMax() + " steps on one string");
        }
        budget.spend(stepsPerChar);
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
