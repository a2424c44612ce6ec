package io.cfguardian.app.projection;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Source;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Has the projection begin again from the first commit, for an administrator. That it was asked for is recorded before. Used by many
 * threads.
 */
public final class RebuildProjection {

    private final Supplier<Optional<Projection>> projection;
    private final String clusterName;
    private final NodeWrites writes;
    private final LocalReads reads;
    private final InstantSource clock;

    /**
     * On what {@code projection} is when it is asked for.
     *
     * @param projection empty where there is none
     * @param clusterName whose history it may hold
     */
    public RebuildProjection(
            Supplier<Optional<Projection>> projection,
            String clusterName,
            NodeWrites writes,
            LocalReads reads,
            InstantSource clock) {
        this.projection = projection;
        this.clusterName = clusterName;
        this.writes = writes;
        this.reads = reads;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Rebuild {
        /** It is empty, and is being filled. */
        BEGUN,
        /** This node has no database to project to. */
        NO_PROJECTION
    }

    /**
     * Empties it; the node that leads fills it again.
     *
     * @param requestId of the request, "" for none
     * @throws ProjectionUnavailable nothing was changed
     * @throws io.cfguardian.app.replica.ReplicationFailure when it cannot be recorded; nothing was changed
     */
    public ReadResult<Rebuild> run(Actor actor, Source source, String requestId) {
        return reads.forAdministrator(actor, () -> {
            Optional<Projection> target = projection.get();
            if (target.isEmpty()) {
                return Rebuild.NO_PROJECTION;
            }
            Observation asked = new Observation(
                    Kind.CLUSTER_CHANGED,
                    actor.principal(),
                    null,
                    source,
                    requestId,
                    "the projection to PostgreSQL is filled again");
            writes.run(new Observe(List.of(new Seen(clock.instant(), asked)), List.of()));
            target.get().clear(clusterName);
            return Rebuild.BEGUN;
        });
    }
}
