/**
 * Has Raft's configuration follow the record of the cluster's nodes. Not here: how Raft changes it, which is for the adapter; the
 * record itself, which is decided like everything else. Read first: {@link io.cfguardian.app.cluster.membership.RosterKeeper}.
 */
@NullMarked
package io.cfguardian.app.cluster.membership;

import org.jspecify.annotations.NullMarked;
