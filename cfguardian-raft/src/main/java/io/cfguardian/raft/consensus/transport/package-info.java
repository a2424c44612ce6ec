/**
 * The members' own channel: Bolt over TLS 1.3 with certificates on both sides, bound to the node's own address, with a bound on
 * every frame and nothing on it but Raft's seven core messages and the one request of this program.
 *
 * <p>Read {@link io.cfguardian.raft.consensus.transport.ClusterRpcFactory} first, which JRaft finds as a service, then {@link
 * io.cfguardian.raft.consensus.transport.EncryptedChannels}.
 *
 * <p>Deliberately not here: JRaft's administration messages: a member could change the membership by itself.
 *
 * <p>Public types here are for the parent package alone.
 */
@NullMarked
package io.cfguardian.raft.consensus.transport;

import org.jspecify.annotations.NullMarked;
