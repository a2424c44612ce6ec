/**
 * The room on the disk that a node's data lies on. Not here: what a node does when there is little; see {@code machine}.
 *
 * <p>Read first: {@link io.cfguardian.raft.disk.DiskRoom}.
 */
@NullMarked
package io.cfguardian.raft.disk;

import org.jspecify.annotations.NullMarked;
