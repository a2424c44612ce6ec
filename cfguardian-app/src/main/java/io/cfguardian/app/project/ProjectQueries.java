package io.cfguardian.app.project;

import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import org.jspecify.annotations.Nullable;

/** Looks up projects and environments. */
public final class ProjectQueries {

    private final Reads reads;

    public ProjectQueries(Reads reads) {
        this.reads = reads;
    }

    /** The live projects that the caller may see, after {@code after}. */
    public ReadResult<Page<Project, ProjectKey>> projects(ReadRequest request, @Nullable ProjectKey after, int limit) {
        return reads.run(
                request,
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        view::projects,
                        Project::key,
                        project -> project.isLive()
                                && Rights.of(request.actor(), Action.SEE, Place.of(project.key()), view)
                                        == Access.GRANTED)));
    }

    /** A project. */
    public ReadResult<Project> project(ReadRequest request, ProjectKey key) {
        return reads.run(
                request,
                new Demand(Action.SEE, Place.of(key)),
                view -> new Hit<>(view.project(key).orElseThrow()));
    }

    /** A project's environments that the caller may see, after {@code after}. */
    public ReadResult<Page<Environment, EnvironmentKey>> environments(
            ReadRequest request, ProjectKey project, @Nullable EnvironmentKey after, int limit) {
        return reads.run(
                request,
                new Demand(Action.SEE, Place.of(project)),
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        (from, count) -> view.environments(project, from, count),
                        environment -> environment.id().key(),
                        environment -> Rights.of(
                                        request.actor(),
                                        Action.READ,
                                        Place.of(project, environment.id().key()),
                                        view)
                                == Access.GRANTED)));
    }

    /** An environment. */
    public ReadResult<Environment> environment(ReadRequest request, EnvironmentId id) {
        return reads.run(
                request,
                new Demand(Action.READ, Place.of(id.project(), id.key())),
                view -> new Hit<>(view.environment(id).orElseThrow()));
    }
}
