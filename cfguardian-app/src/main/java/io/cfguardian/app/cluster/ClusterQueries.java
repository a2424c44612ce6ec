package io.cfguardian.app.cluster;

import io.cfguardian.app.access.Access;
import io.cfguardian.app.access.Action;
import io.cfguardian.app.access.Authoriser;
import io.cfguardian.app.access.Authoriser.Place;
import io.cfguardian.app.access.Demand;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.key.Principal;

/** The cluster for those who may see it. It is answered without a majority too, which is when it is wanted most. */
public final class ClusterQueries {

    private static final Demand DEMAND = new Demand(Action.OPERATE, Place.CLUSTER);

    private final Cluster cluster;
    private final Replica replica;
    private final Authoriser authoriser;

    public ClusterQueries(Cluster cluster, Replica replica, Authoriser authoriser) {
        this.cluster = cluster;
        this.replica = replica;
        this.authoriser = authoriser;
    }

    /** What this node knows of its cluster. */
    public ReadResult<ClusterStatus> status(Principal principal) {
        Access access;
        try (View view = replica.view()) {
            access = authoriser.decide(principal, DEMAND.action(), DEMAND.place(), view);
        }
        ClusterStatus status = cluster.status();
        return Writes.refusal(access, DEMAND)
                .<ReadResult<ClusterStatus>>map(refusal -> new Refused<>(refusal, status.revision()))
                .orElseGet(() -> new Found<>(status, status.revision()));
    }
}
