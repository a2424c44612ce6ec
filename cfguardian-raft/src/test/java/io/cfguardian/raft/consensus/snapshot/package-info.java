/** Tests of {@code consensus.snapshot}. */
@NullMarked
package io.cfguardian.raft.consensus.snapshot;

import org.jspecify.annotations.NullMarked;
