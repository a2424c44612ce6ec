package io.cfguardian.domain.decide;

import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Decision.Change;
import io.cfguardian.domain.decide.Decision.Edits;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one place where an event becomes state. Decides nothing; an event that does not fit the state is a bug. */
final class Evolution {

    private final State state;
    private final StateWriter writer;
    private final Stamp stamp;

    Evolution(State state, StateWriter writer, Stamp stamp) {
        this.state = state;
        this.writer = writer;
        this.stamp = stamp;
    }

    void write(Change change) {
        switch (change.event()) {
            case ProjectCreated(ProjectKey key, String description) -> {
                writer.put(Project.create(key, description, stamp));
                countProjects(1);
            }
            case ProjectUpdated(ProjectKey key, String description) ->
                project(key, project -> project.describe(description, stamp.revision()));
            case ProjectDeleted(ProjectKey key) -> {
                project(key, project -> project.delete(stamp));
                countProjects(-1);
            }
            case EnvironmentCreated(EnvironmentId id, String description, var schemas) -> {
                writer.put(new Environment(id, description, schemas, stamp, stamp.revision(), 0));
                project(id.project(), project -> project.addEnvironments(1));
            }
            case EnvironmentUpdated(EnvironmentId id, String description, var schemas) ->
                environment(id, environment -> environment.describe(description, schemas, stamp.revision()));
            case EnvironmentDeleted(EnvironmentId id) -> {
                writer.remove(id);
                project(id.project(), project -> project.addEnvironments(-1));
            }
            case SchemaPut put -> schema(put, content(change));
            case ConfigPut put -> config(put, content(change));
            case IdentityEvent ignored -> edit(change.edits());
            case ClusterEvent ignored -> edit(change.edits());
            case ConfigDeleted delete -> {
                writer.append(new ConfigVersion(delete.subject(), delete.version(), Deleted.DELETED, stamp), null);
                environment(delete.subject().environmentId(), environment -> environment.addConfigs(-1));
            }
        }
    }

    private void schema(SchemaPut put, Document document) {
        writer.append(new SchemaVersion(put.subject(), put.version(), put.dialect(), put.document(), stamp), document);
        if (put.version().equals(Version.FIRST)) {
            project(put.subject().project(), Project::addSchema);
        }
    }

    private void config(ConfigPut put, Document document) {
        boolean wasLive =
                state.config(put.subject()).filter(ConfigVersion::isLive).isPresent();
        writer.append(
                new ConfigVersion(put.subject(), put.version(), new Live(put.document(), put.schema()), stamp),
                document);
        if (!wasLive) {
            environment(put.subject().environmentId(), environment -> environment.addConfigs(1));
        }
    }

    private void project(ProjectKey key, UnaryOperator<Project> change) {
        writer.put(change.apply(state.project(key).orElseThrow()));
    }

    private void environment(EnvironmentId id, UnaryOperator<Environment> change) {
        writer.put(change.apply(state.environment(id).orElseThrow()));
    }

    private void countProjects(long delta) {
        Head head = state.head();
        writer.head(head.with(head.counts().addProjects(delta)));
    }

    private void edit(Edits edits) {
        edits.removals().forEach(key -> {
            writer.remove(key);
            if (key.kind().equals(EntityKind.SECURITY_EVENT)) {
                Head head = state.head();
                writer.head(head.withSecurityEvents(head.securityEvents().shrink()));
            }
        });
        edits.puts().forEach(entity -> {
            if (entity instanceof User user) {
                count(user);
            }
            writer.put(entity);
        });
    }

    /** Has the counts follow one user's change. */
    private void count(User after) {
        Optional<User> before = state.find(EntityKey.of(after.id()));
        long users = before.isPresent() ? 0 : 1;
        long administrators = (after.isActiveAdministrator() ? 1L : 0L)
                - (before.filter(User::isActiveAdministrator).isPresent() ? 1L : 0L);
        Head head = state.head();
        writer.head(head.with(head.counts().addUsers(users).addAdministrators(administrators)));
    }

    private static Document content(Change change) {
        @Nullable Document document = change.document();
        if (document == null) {
            throw new IllegalStateException("an event without its document: " + change.event());
        }
        return document;
    }
}
