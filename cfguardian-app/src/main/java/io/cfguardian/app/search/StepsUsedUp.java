package io.cfguardian.app.search;

import java.io.Serial;

/** Unwinds an evaluation that has no step left; it becomes {@link Match#STEPS_USED_UP} where the evaluation began. */
final class StepsUsedUp extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    StepsUsedUp() {
        super("the steps are used up", null, false, false);
    }
}
