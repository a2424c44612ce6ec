package io.cfguardian.raft.codec;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.Event;
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
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.raft.codec.proto.JournalMessages;
import java.time.Instant;

/** The forms of commits and their events. */
final class EventForm {

    private EventForm() {}

    static JournalMessages.Commit write(Commit commit) {
        return JournalMessages.Commit.newBuilder()
                .setRevision(commit.revision().value())
                .setTimeMillis(commit.time().toEpochMilli())
                .setAuthor(ValueForm.write(commit.author()))
                .setRequestId(ValueForm.write(commit.requestId()))
                .addAllEvents(commit.events().stream().map(EventForm::write).toList())
                .setPrevious(ValueForm.write(commit.previous()))
                .setHash(ValueForm.write(commit.hash()))
                .build();
    }

    static Commit read(JournalMessages.Commit message) {
        return new Commit(
                new Revision(message.getRevision()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                new Principal(message.getAuthor()),
                ValueForm.read(message.getRequestId()),
                message.getEventsList().stream().map(EventForm::read).toList(),
                ValueForm.hash(message.getPrevious()),
                ValueForm.hash(message.getHash()));
    }

    private static JournalMessages.Event write(Event event) {
        JournalMessages.Event.Builder message = JournalMessages.Event.newBuilder();
        return switch (event) {
            case ProjectCreated(ProjectKey key, String description) ->
                message.setProjectCreated(project(key, description)).build();
            case ProjectUpdated(ProjectKey key, String description) ->
                message.setProjectUpdated(project(key, description)).build();
            case ProjectDeleted(ProjectKey key) ->
                message.setProjectDeleted(JournalMessages.Event.ProjectDeleted.newBuilder()
                                .setProject(key.value()))
                        .build();
            case EnvironmentCreated(EnvironmentId id, String description, SchemaDemand schemas) ->
                message.setEnvironmentCreated(environment(id, description, schemas))
                        .build();
            case EnvironmentUpdated(EnvironmentId id, String description, SchemaDemand schemas) ->
                message.setEnvironmentUpdated(environment(id, description, schemas))
                        .build();
            case EnvironmentDeleted(EnvironmentId id) ->
                message.setEnvironmentDeleted(JournalMessages.Event.EnvironmentDeleted.newBuilder()
                                .setId(IdForm.write(id)))
                        .build();
            case SchemaPut put -> message.setSchemaPut(write(put)).build();
            case ConfigPut put -> message.setConfigPut(write(put)).build();
            case ConfigDeleted deleted ->
                message.setConfigDeleted(write(deleted)).build();
            case IdentityEvent identity ->
                message.setIdentity(IdentityEventForm.write(identity)).build();
            case ClusterEvent cluster ->
                message.setCluster(ClusterForm.write(cluster)).build();
        };
    }

    private static Event read(JournalMessages.Event message) {
        return switch (message.getKindCase()) {
            case PROJECT_CREATED ->
                new ProjectCreated(
                        new ProjectKey(message.getProjectCreated().getProject()),
                        message.getProjectCreated().getDescription());
            case PROJECT_UPDATED ->
                new ProjectUpdated(
                        new ProjectKey(message.getProjectUpdated().getProject()),
                        message.getProjectUpdated().getDescription());
            case PROJECT_DELETED ->
                new ProjectDeleted(new ProjectKey(message.getProjectDeleted().getProject()));
            case ENVIRONMENT_CREATED -> {
                JournalMessages.Event.EnvironmentDescribed created = message.getEnvironmentCreated();
                yield new EnvironmentCreated(IdForm.read(created.getId()), created.getDescription(), demand(created));
            }
            case ENVIRONMENT_UPDATED -> {
                JournalMessages.Event.EnvironmentDescribed updated = message.getEnvironmentUpdated();
                yield new EnvironmentUpdated(IdForm.read(updated.getId()), updated.getDescription(), demand(updated));
            }
            case ENVIRONMENT_DELETED ->
                new EnvironmentDeleted(
                        IdForm.read(message.getEnvironmentDeleted().getId()));
            case SCHEMA_PUT -> read(message.getSchemaPut());
            case CONFIG_PUT -> read(message.getConfigPut());
            case CONFIG_DELETED ->
                new ConfigDeleted(
                        IdForm.read(message.getConfigDeleted().getId()),
                        new Version(message.getConfigDeleted().getVersion()));
            case IDENTITY -> IdentityEventForm.read(message.getIdentity());
            case CLUSTER -> ClusterForm.read(message.getCluster());
            case KIND_NOT_SET -> throw ValueForm.missing("event");
        };
    }

    private static JournalMessages.Event.ProjectDescribed project(ProjectKey key, String description) {
        return JournalMessages.Event.ProjectDescribed.newBuilder()
                .setProject(key.value())
                .setDescription(ValueForm.text(description))
                .build();
    }

    private static JournalMessages.Event.EnvironmentDescribed environment(
            EnvironmentId id, String description, SchemaDemand schemas) {
        return JournalMessages.Event.EnvironmentDescribed.newBuilder()
                .setId(IdForm.write(id))
                .setDescription(ValueForm.text(description))
                .setSchemas(ValueForm.write(schemas))
                .build();
    }

    private static SchemaDemand demand(JournalMessages.Event.EnvironmentDescribed message) {
        return ValueForm.read(message.getSchemas(), message.getSchemasValue());
    }

    private static JournalMessages.Event.SchemaPut write(SchemaPut put) {
        return JournalMessages.Event.SchemaPut.newBuilder()
                .setId(IdForm.write(put.subject()))
                .setVersion(put.version().value())
                .setDialect(ValueForm.write(put.dialect()))
                .setDocument(ValueForm.write(put.document()))
                .build();
    }

    private static SchemaPut read(JournalMessages.Event.SchemaPut message) {
        return new SchemaPut(
                IdForm.read(message.getId()),
                new Version(message.getVersion()),
                ValueForm.read(message.getDialect(), message.getDialectValue()),
                ValueForm.read(message.getDocument()));
    }

    private static JournalMessages.Event.ConfigPut write(ConfigPut put) {
        JournalMessages.Event.ConfigPut.Builder message = JournalMessages.Event.ConfigPut.newBuilder()
                .setId(IdForm.write(put.subject()))
                .setVersion(put.version().value())
                .setDocument(ValueForm.write(put.document()));
        if (put.schema() != null) {
            message.setSchema(ValueForm.write(put.schema()));
        }
        return message.build();
    }

    private static ConfigPut read(JournalMessages.Event.ConfigPut message) {
        return new ConfigPut(
                IdForm.read(message.getId()),
                new Version(message.getVersion()),
                ValueForm.read(message.getDocument()),
                message.hasSchema() ? ValueForm.read(message.getSchema()) : null);
    }

    private static JournalMessages.Event.ConfigDeleted write(ConfigDeleted deleted) {
        return JournalMessages.Event.ConfigDeleted.newBuilder()
                .setId(IdForm.write(deleted.subject()))
                .setVersion(deleted.version().value())
                .build();
    }
}
