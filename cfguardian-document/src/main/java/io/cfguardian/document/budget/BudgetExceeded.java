package io.cfguardian.document.budget;

import java.io.Serial;

/**
 * Unwinds an evaluation whose budget is spent; it is caught where the evaluation was started and becomes a value there.
 * Thrown because the engines in between know nothing of budgets, and an {@code Error} because some of them catch every
 * exception and go on.
 */
public final class BudgetExceeded extends Error {

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
