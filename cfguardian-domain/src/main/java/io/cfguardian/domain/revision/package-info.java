/**
 * The two counters: {@link io.cfguardian.domain.revision.Revision} counts the cluster's commits, {@link io.cfguardian.domain.revision.Version} one document's changes. Not here: Raft's log index and term.
 */
@NullMarked
package io.cfguardian.domain.revision;

import org.jspecify.annotations.NullMarked;
