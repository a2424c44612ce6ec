/**
 * What a node knows of its cluster. Read first: {@link io.cfguardian.app.cluster.ClusterStatus}.
 */
@NullMarked
package io.cfguardian.app.cluster;

import org.jspecify.annotations.NullMarked;
