package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.KeyRetired;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.state.State;
import java.util.Optional;

/** Decides what is asked about projects. */
final class ProjectDecider {

    private final State state;

    ProjectDecider(State state) {
        this.state = state;
    }

    Decision decide(CreateProject command) {
        ProjectKey key = command.project();
        Optional<Project> known = state.project(key);
        if (known.isPresent()) {
            var deleted = known.get().deleted();
            return Decision.refuse(deleted == null ? new AlreadyExists(key) : new KeyRetired(key, deleted.revision()));
        }
        if (state.head().counts().projects() >= Limit.PROJECTS.max()) {
            return Decision.refuse(new LimitReached(Limit.PROJECTS));
        }
        return Decision.accept(key, Effect.CREATED, new ProjectCreated(key, command.description()));
    }

    Decision decide(UpdateProject command) {
        ProjectKey key = command.project();
        Optional<Project> project = live(key);
        if (project.isEmpty()) {
            return Decision.refuse(new NotFound(key));
        }
        if (project.get().description().equals(command.description())) {
            return Decision.keep(key);
        }
        return Decision.accept(key, Effect.CHANGED, new ProjectUpdated(key, command.description()));
    }

    Decision decide(DeleteProject command) {
        ProjectKey key = command.project();
        Optional<Project> project = live(key);
        if (project.isEmpty()) {
            return Decision.refuse(new NotFound(key));
        }
        if (project.get().environments() > 0) {
            return Decision.refuse(new NotEmpty(key));
        }
        return Decision.accept(key, Effect.DELETED, new ProjectDeleted(key));
    }

    private Optional<Project> live(ProjectKey key) {
        return state.project(key).filter(Project::isLive);
    }
}
