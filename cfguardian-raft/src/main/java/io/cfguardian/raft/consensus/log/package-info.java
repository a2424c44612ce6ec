/**
 * How the log is kept: JRaft's RocksDB log storage, opened so that damage is refused instead of cut off or skipped.
 *
 * <p>Read {@link io.cfguardian.raft.consensus.log.LogStorageOptions} first. Deliberately not here: what entries mean.
 *
 * <p>Public types here are for the parent package alone.
 */
@NullMarked
package io.cfguardian.raft.consensus.log;

import org.jspecify.annotations.NullMarked;
