/**
 * A member's term and vote, the two values that a member must never forget: stored twice, each with a checksum, because a wrong
 * term or vote can elect two leaders (JRaft's own file has no checksum and takes a flipped bit for truth).
 *
 * <p>Read {@link io.cfguardian.raft.consensus.meta.TermAndVoteFile} first. Deliberately not here: the log.
 *
 * <p>Public types here are for the parent package alone.
 */
@NullMarked
package io.cfguardian.raft.consensus.meta;

import org.jspecify.annotations.NullMarked;
