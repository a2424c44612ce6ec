/**
 * Following the journal live. Watches pull: a commit wakes them and each reads from its own place. Read first: {@link io.cfguardian.app.watch.Watch}.
 */
@NullMarked
package io.cfguardian.app.watch;

import org.jspecify.annotations.NullMarked;
