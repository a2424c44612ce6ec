/**
 * What the log means: commands are decoded, decided by the domain and written to the store; and the use cases' ports to that.
 *
 * <p>Not here: agreement, which is {@code consensus}'s; keys and files, which are {@code store}'s.
 *
 * <p>Read first: {@link io.cfguardian.raft.machine.RaftNode}, the only type that others need, then
 * {@link io.cfguardian.raft.machine.ConfigStateMachine}.
 */
@NullMarked
package io.cfguardian.raft.machine;

import org.jspecify.annotations.NullMarked;
