/**
 * What makes a snapshot trustworthy: a manifest of everything in it, written when it is saved and verified before it is loaded.
 * JRaft itself installs whatever bytes arrive.
 *
 * <p>Read {@link io.cfguardian.raft.consensus.snapshot.SnapshotManifest} first. Deliberately not here: what the state's files hold.
 *
 * <p>Public types here are for the parent package alone.
 */
@NullMarked
package io.cfguardian.raft.consensus.snapshot;

import org.jspecify.annotations.NullMarked;
