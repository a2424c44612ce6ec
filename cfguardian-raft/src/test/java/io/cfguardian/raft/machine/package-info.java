/** Tests of the state machine and of whole nodes. */
@NullMarked
package io.cfguardian.raft.machine;

import org.jspecify.annotations.NullMarked;
