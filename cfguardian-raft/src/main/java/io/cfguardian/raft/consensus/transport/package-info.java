/**
 * The members' own channel: Bolt, bound to the node's own address, with a bound on every frame and nothing on it but Raft's seven
 * core messages and the one request of this program.
 *
 * <p>Read {@link io.cfguardian.raft.consensus.transport.ClusterRpcFactory} first, which JRaft finds as a service.
 *
 * <p>Deliberately not here: JRaft's administration messages (whoever reached the port could change the membership), and encryption,
 * until which the channel is allowed between loopback addresses only.
 *
 * <p>Public types here are for the parent package alone.
 */
@NullMarked
package io.cfguardian.raft.consensus.transport;

import org.jspecify.annotations.NullMarked;
