/** Tests of {@code consensus.meta}. */
@NullMarked
package io.cfguardian.raft.consensus.meta;

import org.jspecify.annotations.NullMarked;
