/**
 * Following the journal live. Whoever watches looks from its own place, which nobody keeps for it; a commit only wakes it. Read
 * first: {@link io.cfguardian.app.watch.Watch}.
 */
@NullMarked
package io.cfguardian.app.watch;

import org.jspecify.annotations.NullMarked;
