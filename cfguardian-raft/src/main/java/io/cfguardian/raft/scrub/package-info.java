/**
 * Reads a node's files again while nobody asks for them, because a disk forgets in silence. Not here: what is checked with every
 * use, which is the matter of whoever reads; repairing, which is a reset of the node.
 *
 * <p>Read first: {@link io.cfguardian.raft.scrub.Scrubber}.
 */
@NullMarked
package io.cfguardian.raft.scrub;

import org.jspecify.annotations.NullMarked;
