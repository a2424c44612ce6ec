/** The time that nodes stamp. */
@NullMarked
package io.cfguardian.raft.clock;

import org.jspecify.annotations.NullMarked;
