/**
 * What one evaluation may spend. The engines that evaluate cannot be interrupted, so everything that they call of ours
 * (the values they read, the patterns they match, the listeners they notify) pays for itself and ends the evaluation
 * when the purse is empty. Not here: what the amounts are. Read first: {@link io.cfguardian.document.budget.StepBudget}.
 */
@NullMarked
package io.cfguardian.document.budget;

import org.jspecify.annotations.NullMarked;
