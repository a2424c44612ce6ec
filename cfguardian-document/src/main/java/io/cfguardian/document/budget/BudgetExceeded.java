package io.cfguardian.document.budget;

import java.io.Serial;

/**
 * Unwinds an evaluation whose budget is spent. An exception because the engines in between know nothing of budgets; it
 * is caught where the evaluation was started and becomes a value there.
 */
public final class BudgetExceeded extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BudgetExceeded(String reason) {
        super(reason, null, false, false);
    }

    /** What was spent, in a sentence for the caller. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
