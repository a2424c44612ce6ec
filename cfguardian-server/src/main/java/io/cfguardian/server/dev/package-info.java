/**
 * A cluster on this machine for trying things out: one process for each node, all on loopback. Not here: how a node runs
 * ({@link io.cfguardian.server.node}); nothing of this is for production. Read first: {@link
 * io.cfguardian.server.dev.ClusterStart}.
 */
@NullMarked
package io.cfguardian.server.dev;

import org.jspecify.annotations.NullMarked;
