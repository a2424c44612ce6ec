package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.raft.codec.proto.CommandMessages;
import java.time.Instant;

/** The forms of commands. */
final class CommandForm {

    private CommandForm() {}

    static CommandMessages.Envelope write(Envelope envelope) {
        CommandMessages.Envelope.Builder message = CommandMessages.Envelope.newBuilder()
                .setRequestId(ValueForm.write(envelope.requestId()))
                .setTimeMillis(envelope.time().toEpochMilli())
                .setFingerprint(ValueForm.write(envelope.fingerprint()));
        ActorForm.write(envelope.actor(), message);
        if (envelope.source() != null) {
            message.setSource(ActorForm.write(envelope.source()));
        }
        return switch (envelope.command()) {
            case CreateProject command ->
                message.setCreateProject(write(command)).build();
            case UpdateProject command ->
                message.setUpdateProject(write(command)).build();
            case DeleteProject command ->
                message.setDeleteProject(write(command)).build();
            case CreateEnvironment command ->
                message.setCreateEnvironment(write(command)).build();
            case UpdateEnvironment command ->
                message.setUpdateEnvironment(write(command)).build();
            case DeleteEnvironment command ->
                message.setDeleteEnvironment(write(command)).build();
            case ChangeDocuments command ->
                message.setChangeDocuments(write(command)).build();
            case IdentityCommand command ->
                message.setIdentity(IdentityCommandForm.write(command)).build();
            case ClusterCommand command ->
                message.setCluster(ClusterForm.write(command)).build();
        };
    }

    static Envelope read(CommandMessages.Envelope message) {
        return new Envelope(
                ValueForm.read(message.getRequestId()),
                ActorForm.read(message),
                message.hasSource() ? ActorForm.read(message.getSource()) : null,
                Instant.ofEpochMilli(message.getTimeMillis()),
                ValueForm.hash(message.getFingerprint()),
                command(message));
    }

    private static Command command(CommandMessages.Envelope message) {
        return switch (message.getCommandCase()) {
            case CREATE_PROJECT -> read(message.getCreateProject());
            case UPDATE_PROJECT -> read(message.getUpdateProject());
            case DELETE_PROJECT -> read(message.getDeleteProject());
            case CREATE_ENVIRONMENT -> read(message.getCreateEnvironment());
            case UPDATE_ENVIRONMENT -> read(message.getUpdateEnvironment());
            case DELETE_ENVIRONMENT -> read(message.getDeleteEnvironment());
            case CHANGE_DOCUMENTS -> read(message.getChangeDocuments());
            case IDENTITY -> IdentityCommandForm.read(message.getIdentity());
            case CLUSTER -> ClusterForm.read(message.getCluster());
            case COMMAND_NOT_SET -> throw ValueForm.missing("command's kind");
        };
    }

    private static CommandMessages.CreateProject write(CreateProject command) {
        return CommandMessages.CreateProject.newBuilder()
                .setProject(command.project().value())
                .setDescription(ValueForm.text(command.description()))
                .build();
    }

    private static CreateProject read(CommandMessages.CreateProject message) {
        return new CreateProject(new ProjectKey(message.getProject()), message.getDescription());
    }

    private static CommandMessages.UpdateProject write(UpdateProject command) {
        return CommandMessages.UpdateProject.newBuilder()
                .setProject(command.project().value())
                .setDescription(ValueForm.text(command.description()))
                .build();
    }

    private static UpdateProject read(CommandMessages.UpdateProject message) {
        return new UpdateProject(new ProjectKey(message.getProject()), message.getDescription());
    }

    private static CommandMessages.DeleteProject write(DeleteProject command) {
        return CommandMessages.DeleteProject.newBuilder()
                .setProject(command.project().value())
                .build();
    }

    private static DeleteProject read(CommandMessages.DeleteProject message) {
        return new DeleteProject(new ProjectKey(message.getProject()));
    }

    private static CommandMessages.CreateEnvironment write(CreateEnvironment command) {
        return CommandMessages.CreateEnvironment.newBuilder()
                .setId(IdForm.write(command.id()))
                .setDescription(ValueForm.text(command.description()))
                .setSchemas(ValueForm.write(command.schemas()))
                .build();
    }

    private static CreateEnvironment read(CommandMessages.CreateEnvironment message) {
        return new CreateEnvironment(
                IdForm.read(message.getId()),
                message.getDescription(),
                ValueForm.read(message.getSchemas(), message.getSchemasValue()));
    }

    private static CommandMessages.UpdateEnvironment write(UpdateEnvironment command) {
        CommandMessages.UpdateEnvironment.Builder message =
                CommandMessages.UpdateEnvironment.newBuilder().setId(IdForm.write(command.id()));
        if (command.description() != null) {
            message.setDescription(ValueForm.text(command.description()));
        }
        if (command.schemas() != null) {
            message.setSchemas(ValueForm.write(command.schemas()));
        }
        return message.build();
    }

    private static UpdateEnvironment read(CommandMessages.UpdateEnvironment message) {
        return new UpdateEnvironment(
                IdForm.read(message.getId()),
                message.hasDescription() ? message.getDescription() : null,
                message.hasSchemas() ? ValueForm.read(message.getSchemas(), message.getSchemasValue()) : null);
    }

    private static CommandMessages.DeleteEnvironment write(DeleteEnvironment command) {
        return CommandMessages.DeleteEnvironment.newBuilder()
                .setId(IdForm.write(command.id()))
                .build();
    }

    private static DeleteEnvironment read(CommandMessages.DeleteEnvironment message) {
        return new DeleteEnvironment(IdForm.read(message.getId()));
    }

    private static CommandMessages.ChangeDocuments write(ChangeDocuments command) {
        CommandMessages.ChangeDocuments.Builder message = CommandMessages.ChangeDocuments.newBuilder()
                .setProject(command.project().value());
        command.preconditions().forEach(precondition -> message.addPreconditions(OperationForm.write(precondition)));
        command.premises().forEach(premise -> message.addPremises(OperationForm.write(premise)));
        command.operations().forEach(operation -> message.addOperations(OperationForm.write(operation)));
        return message.build();
    }

    private static ChangeDocuments read(CommandMessages.ChangeDocuments message) {
        return new ChangeDocuments(
                new ProjectKey(message.getProject()),
                message.getPreconditionsList().stream().map(OperationForm::read).toList(),
                message.getPremisesList().stream().map(OperationForm::read).toList(),
                message.getOperationsList().stream().map(OperationForm::read).toList());
    }
}
