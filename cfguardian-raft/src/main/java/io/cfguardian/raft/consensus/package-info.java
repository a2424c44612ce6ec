/**
 * Agreement among the members on one ordered log of commands, by Raft (JRaft does it).
 *
 * <p>Here: proposing a command from any node and learning what became of it, linearizable read points, applying committed
 * entries in order, snapshots and their verification, the cluster's own channel, and stopping a node for good when it can no
 * longer be trusted. Read {@link io.cfguardian.raft.consensus.ConsensusNode} first, then
 * {@link io.cfguardian.raft.consensus.ReplicatedState}, which is what a user of this package implements.
 *
 * <p>Deliberately not here: what a command means. This package knows bytes only; it imports nothing of the domain, and
 * of the application what traces are recorded by. Nor is there
 * deduplication of repeated commands: that is the state's, because only the state survives a leader.
 *
 * <p>Invariant: no type of JRaft, Bolt or Netty appears in a public signature of this package.
 */
@NullMarked
package io.cfguardian.raft.consensus;

import org.jspecify.annotations.NullMarked;
