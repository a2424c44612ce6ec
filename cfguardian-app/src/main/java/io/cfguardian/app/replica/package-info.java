/**
 * The ports to the replicated state: this node's copy of it, and the way to change it. Not here: Raft. Read first: {@link io.cfguardian.app.replica.Replica}.
 */
@NullMarked
package io.cfguardian.app.replica;

import org.jspecify.annotations.NullMarked;
