/** Replication by Raft and the store it feeds. */
@NullMarked
package io.cfguardian.raft;

import org.jspecify.annotations.NullMarked;
