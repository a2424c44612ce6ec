/**
 * A second, simpler account of what commands do, to hold the first against. It knows nothing of the deciders: it keeps
 * texts in maps and lists, works transactions on a copy, and counts by counting. Read first: {@link
 * io.cfguardian.testkit.model.ModelContract}.
 */
@NullMarked
package io.cfguardian.testkit.model;

import org.jspecify.annotations.NullMarked;
