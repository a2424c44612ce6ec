/**
 * The nodes of a cluster, as the replicated state records them. Not here: what Raft makes of them, which is for its adapter. Read
 * first: {@link io.cfguardian.domain.cluster.ClusterNode}.
 */
@NullMarked
package io.cfguardian.domain.cluster;

import org.jspecify.annotations.NullMarked;
