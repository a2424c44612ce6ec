package io.cfguardian.postgres;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterStatus;
import io.cfguardian.app.cluster.ReadinessCheck;
import io.cfguardian.app.projection.Projection;
import io.cfguardian.app.projection.ProjectionNotices;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.Projector;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.postgres.PostgresSettings.Security.Plain;
import io.cfguardian.testkit.generate.RandomEnvelopes;
import io.cfguardian.testkit.generate.RandomIdentity;
import io.cfguardian.testkit.postgres.RealPostgres;
import io.cfguardian.testkit.state.InMemoryState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** One node's part in a projection: a state that grows by random commands, and a projector that is stepped by hand. */
final class ProjectionDesk implements Replica, Cluster, ProjectionNotices {

    static final String CLUSTER = "test";

    private static final int STEPS_MAX = 100_000;

    final InMemoryState state;
    final List<String> told = new ArrayList<>();
    final Projector projector;
    OptionalLong term = OptionalLong.of(1);
    /** How often somebody waited for a read point; its state is the newest that there is. */
    int awaited;

    private View view = new InMemoryState();

    ProjectionDesk(Projection projection) {
        this(projection, new InMemoryState());
    }

    /** A node that has applied what another has. */
    ProjectionDesk(Projection projection, InMemoryState state) {
        this.state = state;
        this.projector = new Projector(projection, this, this, CLUSTER, InstantSource.system(), this, Tracer.NONE);
    }

    static PostgresProjection projection(RealPostgres postgres) {
        return new PostgresProjection(settings(postgres), ProjectionDesk::record);
    }

    static PostgresSettings settings(RealPostgres postgres) {
        return settings(postgres, Duration.ofSeconds(20));
    }

    static PostgresSettings settings(RealPostgres postgres, Duration writeTimeout) {
        return new PostgresSettings(
                "127.0.0.1",
                postgres.port(),
                postgres.database(),
                postgres.user(),
                "",
                new Plain(),
                3,
                Duration.ofSeconds(5),
                writeTimeout,
                "cfguardian test");
    }

    /** Enough of a commit to know it by. */
    static String record(Commit commit) {
        return "{\"revision\":%s,\"hash\":\"%s\",\"request\":\"a\\u0000b\"}"
                .formatted(commit.revision(), commit.hash());
    }

    /** Has random things happen, to documents and to people. */
    void live(SplittableRandom random, int commands) {
        RandomEnvelopes documents = new RandomEnvelopes(random.split(), state);
        RandomIdentity people = new RandomIdentity(random.split(), state);
        for (int i = 0; i < commands; i++) {
            decide(random.nextBoolean() ? documents.next() : people.next());
        }
    }

    void decide(Envelope envelope) {
        Transition.step(state, state, envelope);
    }

    /** Steps until everything is projected. */
    void catchUp() throws InterruptedException {
        for (int i = 0; i < STEPS_MAX; i++) {
            projector.step();
            ProjectionStatus status = projector.status();
            if (status.state() == ProjectionStatus.State.PROJECTING
                    && Long.valueOf(0).equals(status.lagRevisions())) {
                // What it saw before may have been on its way to another batch.
                projector.step();
                return;
            }
        }
        throw new AssertionError("still behind: " + projector.status());
    }

    /** A copy of the whole state, so it is made once for each revision. */
    @Override
    public View view() {
        if (!view.head().revision().equals(state.head().revision())) {
            view = state.view();
        }
        return view;
    }

    @Override
    public void awaitLinearizable(Duration timeout) {
        awaited++;
    }

    @Override
    public void awaitRevision(Revision revision, Duration timeout) {
        throw new UnsupportedOperationException("a projector asks for nothing newer");
    }

    @Override
    public Revision awaitAfter(Revision seen, Duration timeout) {
        return state.head().revision();
    }

    @Override
    public ClusterStatus status() {
        throw new UnsupportedOperationException("a projector asks nobody");
    }

    @Override
    public OptionalLong leadingTerm() {
        return term;
    }

    @Override
    public List<ReadinessCheck> checks() {
        return List.of();
    }

    @Override
    public void began(Revision from) {
        told.add("began at " + from);
    }

    @Override
    public void held(String reason) {
        told.add("held: " + reason);
    }

    @Override
    public void recovered() {
        told.add("recovered");
    }

    @Override
    public void lost(long securityEvents) {
        told.add("lost " + securityEvents);
    }
}
