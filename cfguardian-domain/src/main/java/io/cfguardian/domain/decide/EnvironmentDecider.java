package io.cfguardian.domain.decide;

import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Rejection.AlreadyExists;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.NotEmpty;
import io.cfguardian.domain.decide.Rejection.NotFound;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.state.State;
import java.util.Optional;

/** Decides what is asked about environments. */
final class EnvironmentDecider {

    private final State state;

    EnvironmentDecider(State state) {
        this.state = state;
    }

    Decision decide(CreateEnvironment command) {
        EnvironmentId id = command.id();
        Optional<Project> project = state.project(id.project()).filter(Project::isLive);
        if (project.isEmpty()) {
            return Decision.refuse(new NotFound(id.project()));
        }
        if (state.environment(id).isPresent()) {
            return Decision.refuse(new AlreadyExists(id));
        }
        if (project.get().environments() >= Limit.ENVIRONMENTS_PER_PROJECT.max()) {
            return Decision.refuse(new LimitReached(Limit.ENVIRONMENTS_PER_PROJECT));
        }
        return Decision.accept(
                id, Effect.CREATED, new EnvironmentCreated(id, command.description(), command.schemas()));
    }

    Decision decide(UpdateEnvironment command) {
        EnvironmentId id = command.id();
        Optional<Environment> known = state.environment(id);
        if (known.isEmpty()) {
            return Decision.refuse(missing(id));
        }
        Environment environment = known.get();
        String asked = command.description();
        String description = asked == null ? environment.description() : asked;
        SchemaDemand demanded = command.schemas();
        SchemaDemand schemas = demanded == null ? environment.schemas() : demanded;
        if (description.equals(environment.description()) && schemas == environment.schemas()) {
            return Decision.keep(id);
        }
        return Decision.accept(id, Effect.CHANGED, new EnvironmentUpdated(id, description, schemas));
    }

    Decision decide(DeleteEnvironment command) {
        EnvironmentId id = command.id();
        Optional<Environment> environment = state.environment(id);
        if (environment.isEmpty()) {
            return Decision.refuse(missing(id));
        }
        if (environment.get().configs() > 0) {
            return Decision.refuse(new NotEmpty(id));
        }
        return Decision.accept(id, Effect.DELETED, new EnvironmentDeleted(id));
    }

    private NotFound missing(EnvironmentId id) {
        boolean projectIsLive =
                state.project(id.project()).filter(Project::isLive).isPresent();
        return new NotFound(projectIsLive ? id : id.project());
    }
}
