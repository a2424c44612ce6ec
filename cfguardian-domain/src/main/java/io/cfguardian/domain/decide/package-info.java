/**
 * The decider: state and command in, events or a typed rejection out. Pure and deterministic. Read first: {@link io.cfguardian.domain.decide.Transition}.
 */
@NullMarked
package io.cfguardian.domain.decide;

import org.jspecify.annotations.NullMarked;
