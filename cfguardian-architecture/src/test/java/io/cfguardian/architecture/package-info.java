/**
 * The architecture as tests: which module may know which, what the domain may not touch, how things are named, how long
 * a file may be. {@link io.cfguardian.architecture.Rule} is the list and the place to start.
 *
 * <p>Every rule has a bad example in the package {@code bad} that has to trip it, so that no rule can be one that never
 * fails. Not here: what Error Prone, NullAway or the enforcer already hold.
 */
@NullMarked
package io.cfguardian.architecture;

import org.jspecify.annotations.NullMarked;
