/** Tests of {@code consensus.transport}. */
@NullMarked
package io.cfguardian.raft.consensus.transport;

import org.jspecify.annotations.NullMarked;
