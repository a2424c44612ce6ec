package io.cfguardian.raft.codec;

import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.raft.codec.proto.StateMessages;
import java.time.Instant;

/** The forms of what the store holds beside documents and the journal. */
final class StateForm {

    private StateForm() {}

    static StateMessages.Project write(Project project) {
        StateMessages.Project.Builder message = StateMessages.Project.newBuilder()
                .setProject(project.key().value())
                .setDescription(ValueForm.text(project.description()))
                .setCreated(ValueForm.write(project.created()))
                .setChanged(project.changed().value())
                .setEnvironments(project.environments())
                .setSchemas(project.schemas());
        if (project.deleted() != null) {
            message.setDeleted(ValueForm.write(project.deleted()));
        }
        return message.build();
    }

    static Project read(StateMessages.Project message) {
        return new Project(
                new ProjectKey(message.getProject()),
                message.getDescription(),
                ValueForm.read(message.getCreated()),
                new Revision(message.getChanged()),
                message.getEnvironments(),
                message.getSchemas(),
                message.hasDeleted() ? ValueForm.read(message.getDeleted()) : null);
    }

    static StateMessages.Environment write(Environment environment) {
        return StateMessages.Environment.newBuilder()
                .setId(IdForm.write(environment.id()))
                .setDescription(ValueForm.text(environment.description()))
                .setSchemas(ValueForm.write(environment.schemas()))
                .setCreated(ValueForm.write(environment.created()))
                .setChanged(environment.changed().value())
                .setConfigs(environment.configs())
                .build();
    }

    static Environment read(StateMessages.Environment message) {
        return new Environment(
                IdForm.read(message.getId()),
                message.getDescription(),
                ValueForm.read(message.getSchemas(), message.getSchemasValue()),
                ValueForm.read(message.getCreated()),
                new Revision(message.getChanged()),
                message.getConfigs());
    }

    static StateMessages.SchemaVersion write(SchemaVersion version) {
        return StateMessages.SchemaVersion.newBuilder()
                .setId(IdForm.write(version.id()))
                .setVersion(version.version().value())
                .setDialect(ValueForm.write(version.dialect()))
                .setDocument(ValueForm.write(version.document()))
                .setStamp(ValueForm.write(version.stamp()))
                .build();
    }

    static SchemaVersion read(StateMessages.SchemaVersion message) {
        return new SchemaVersion(
                IdForm.read(message.getId()),
                new Version(message.getVersion()),
                ValueForm.read(message.getDialect(), message.getDialectValue()),
                ValueForm.read(message.getDocument()),
                ValueForm.read(message.getStamp()));
    }

    static StateMessages.ConfigVersion write(ConfigVersion version) {
        StateMessages.ConfigVersion.Builder message = StateMessages.ConfigVersion.newBuilder()
                .setId(IdForm.write(version.id()))
                .setVersion(version.version().value())
                .setStamp(ValueForm.write(version.stamp()));
        return switch (version.content()) {
            case Live live -> message.setLive(write(live)).build();
            case Deleted.DELETED ->
                message.setDeleted(StateMessages.ConfigVersion.Deleted.getDefaultInstance())
                        .build();
        };
    }

    static ConfigVersion read(StateMessages.ConfigVersion message) {
        ConfigVersion.Content content = switch (message.getContentCase()) {
            case LIVE -> read(message.getLive());
            case DELETED -> Deleted.DELETED;
            case CONTENT_NOT_SET -> throw ValueForm.missing("config version's content");
        };
        return new ConfigVersion(
                IdForm.read(message.getId()),
                new Version(message.getVersion()),
                content,
                ValueForm.read(message.getStamp()));
    }

    static StateMessages.RequestRecord write(RequestRecord answer) {
        return StateMessages.RequestRecord.newBuilder()
                .setPrincipal(ValueForm.write(answer.key().principal()))
                .setRequestId(ValueForm.write(answer.key().id()))
                .setSequence(answer.sequence())
                .setFingerprint(ValueForm.write(answer.fingerprint()))
                .setTimeMillis(answer.time().toEpochMilli())
                .setOutcome(AnswerForm.write(answer.outcome()))
                .build();
    }

    static RequestRecord read(StateMessages.RequestRecord message) {
        return new RequestRecord(
                new RequestKey(new Principal(message.getPrincipal()), ValueForm.read(message.getRequestId())),
                message.getSequence(),
                ValueForm.hash(message.getFingerprint()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                AnswerForm.read(message.getOutcome()));
    }

    static StateMessages.Head write(Head head) {
        StateMessages.Head.Builder message = StateMessages.Head.newBuilder()
                .setRevision(head.revision().value())
                .setChainHash(ValueForm.write(head.chainHash()))
                .setTimeMillis(head.time().toEpochMilli())
                .setProjects(head.counts().projects())
                .setClientRequests(write(head.clientRequests()))
                .setNodeRequests(write(head.nodeRequests()));
        // A head from before there were any users is written as it was then.
        if (hasIdentity(head)) {
            message.setIdentity(StateMessages.IdentityHead.newBuilder()
                    .setUsers(head.counts().users())
                    .setAdministrators(head.counts().administrators())
                    .setSecurityEvents(write(head.securityEvents())));
        }
        return message.build();
    }

    static Head read(StateMessages.Head message) {
        StateMessages.IdentityHead identity = message.getIdentity();
        // An absent window would read as an empty one.
        if (!message.hasClientRequests()
                || !message.hasNodeRequests()
                || (message.hasIdentity() && !identity.hasSecurityEvents())) {
            throw ValueForm.missing("window of a head");
        }
        Head head = new Head(
                new Revision(message.getRevision()),
                ValueForm.hash(message.getChainHash()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                new Head.Counts(message.getProjects(), identity.getUsers(), identity.getAdministrators()),
                read(message.getClientRequests()),
                read(message.getNodeRequests()),
                read(identity.getSecurityEvents()));
        if (hasIdentity(head) != message.hasIdentity()) {
            throw UnreadableValue.damaged("head", "it counts no users, at length");
        }
        return head;
    }

    private static boolean hasIdentity(Head head) {
        return head.counts().users() != 0
                || head.counts().administrators() != 0
                || !head.securityEvents().equals(SequenceWindow.EMPTY);
    }

    private static StateMessages.ConfigVersion.Live write(Live live) {
        StateMessages.ConfigVersion.Live.Builder message =
                StateMessages.ConfigVersion.Live.newBuilder().setDocument(ValueForm.write(live.document()));
        if (live.schema() != null) {
            message.setSchema(ValueForm.write(live.schema()));
        }
        return message.build();
    }

    private static Live read(StateMessages.ConfigVersion.Live message) {
        return new Live(
                ValueForm.read(message.getDocument()),
                message.hasSchema() ? ValueForm.read(message.getSchema()) : null);
    }

    private static StateMessages.Window write(SequenceWindow window) {
        return StateMessages.Window.newBuilder()
                .setFirst(window.first())
                .setNext(window.next())
                .build();
    }

    private static SequenceWindow read(StateMessages.Window message) {
        return new SequenceWindow(message.getFirst(), message.getNext());
    }
}
