/**
 * The replicated state on disk, in RocksDB: the domain's {@link io.cfguardian.domain.state.State} and what listings and
 * histories need.
 *
 * <p>Here: the layout of keys, one atomic batch per application, views of one revision, checkpoints, and replacing the whole
 * store by a checkpoint.
 *
 * <p>Not here: what a command does, which is the domain's; Raft; waiting. The Raft log is the redo log of this store: it keeps
 * none of its own, and after a crash it may stand at an earlier index, from which the log brings it forward again.
 *
 * <p>Read first: {@link io.cfguardian.raft.store.RocksStore}, then {@link io.cfguardian.raft.store.KeyLayout}.
 */
@NullMarked
package io.cfguardian.raft.store;

import org.jspecify.annotations.NullMarked;
