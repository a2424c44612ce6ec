/**
 * What clients of a cluster did and saw, as values and as lines of text. Read {@code Evidence} first, then {@code
 * Operation}.
 *
 * <p>Times are of one monotonic clock that all clients share; only their order matters. A key is a config's, whatever its
 * project; a value is a short text that no other write of the run has. Not here: whether any of it is right.
 */
@NullMarked
package io.cfguardian.faults.history;

import org.jspecify.annotations.NullMarked;
