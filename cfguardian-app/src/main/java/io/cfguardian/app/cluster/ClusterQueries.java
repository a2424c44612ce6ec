package io.cfguardian.app.cluster;

import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.identity.Actor;

/** The cluster for those who may see it. It is answered without a majority too, which is when it is wanted most. */
public final class ClusterQueries {

    private final Cluster cluster;
    private final LocalReads reads;

    public ClusterQueries(Cluster cluster, LocalReads reads) {
        this.cluster = cluster;
        this.reads = reads;
    }

    /** What this node knows of its cluster. */
    public ReadResult<ClusterStatus> status(Actor actor) {
        return reads.forAdministrator(actor, cluster::status);
    }
}
