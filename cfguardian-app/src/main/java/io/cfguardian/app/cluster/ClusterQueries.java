package io.cfguardian.app.cluster;

import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.identity.Actor;

/** The cluster for those who may see it. It is answered without a majority too, which is when it is wanted most. */
public final class ClusterQueries {

    private final Cluster cluster;
    private final Replica replica;

    public ClusterQueries(Cluster cluster, Replica replica) {
        this.cluster = cluster;
        this.replica = replica;
    }

    /** What this node knows of its cluster. */
    public ReadResult<ClusterStatus> status(Actor actor) {
        Access access;
        try (View view = replica.view()) {
            access = Rights.of(actor, Demand.EVERYTHING, view);
        }
        ClusterStatus status = cluster.status();
        return Writes.refusal(access, Demand.EVERYTHING)
                .<ReadResult<ClusterStatus>>map(refusal -> new Refused<>(refusal, status.revision()))
                .orElseGet(() -> new Found<>(status, status.revision()));
    }
}
