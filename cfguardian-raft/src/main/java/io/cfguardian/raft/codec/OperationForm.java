package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Expectation.At;
import io.cfguardian.domain.command.Expectation.Simple;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.raft.codec.proto.CommandMessages;

/** The forms of what a change of documents is made of: operations, expectations, preconditions and premises. */
final class OperationForm {

    private OperationForm() {}

    static CommandMessages.Precondition write(Precondition precondition) {
        return CommandMessages.Precondition.newBuilder()
                .setId(IdForm.write(precondition.id()))
                .setExpectation(write(precondition.expectation()))
                .build();
    }

    static Precondition read(CommandMessages.Precondition message) {
        return new Precondition(IdForm.read(message.getId()), read(message.getExpectation()));
    }

    static CommandMessages.Expectation write(Expectation expectation) {
        CommandMessages.Expectation.Builder message = CommandMessages.Expectation.newBuilder();
        return switch (expectation) {
            case At(Version version) -> message.setAt(version.value()).build();
            case Simple simple -> message.setSimple(write(simple)).build();
        };
    }

    static Expectation read(CommandMessages.Expectation message) {
        return switch (message.getKindCase()) {
            case AT -> new At(new Version(message.getAt()));
            case SIMPLE -> read(message.getSimple(), message.getSimpleValue());
            case KIND_NOT_SET -> throw ValueForm.missing("expectation");
        };
    }

    static CommandMessages.Premise write(Premise premise) {
        CommandMessages.Premise.Builder message = CommandMessages.Premise.newBuilder();
        return switch (premise) {
            case NewestVersion newest -> message.setNewestVersion(write(newest)).build();
            case SchemaOf schemaOf -> message.setSchemaOf(write(schemaOf)).build();
        };
    }

    static Premise read(CommandMessages.Premise message) {
        return switch (message.getKindCase()) {
            case NEWEST_VERSION -> read(message.getNewestVersion());
            case SCHEMA_OF -> read(message.getSchemaOf());
            case KIND_NOT_SET -> throw ValueForm.missing("premise");
        };
    }

    static CommandMessages.Operation write(Operation operation) {
        CommandMessages.Operation.Builder message = CommandMessages.Operation.newBuilder();
        return switch (operation) {
            case PutSchema put -> message.setPutSchema(write(put)).build();
            case PutConfig put -> message.setPutConfig(write(put)).build();
            case DeleteConfig delete -> message.setDeleteConfig(write(delete)).build();
        };
    }

    static Operation read(CommandMessages.Operation message) {
        return switch (message.getKindCase()) {
            case PUT_SCHEMA -> read(message.getPutSchema());
            case PUT_CONFIG -> read(message.getPutConfig());
            case DELETE_CONFIG -> read(message.getDeleteConfig());
            case KIND_NOT_SET -> throw ValueForm.missing("operation");
        };
    }

    private static CommandMessages.Expectation.Simple write(Simple simple) {
        return switch (simple) {
            case ANY -> CommandMessages.Expectation.Simple.SIMPLE_ANY;
            case ABSENT -> CommandMessages.Expectation.Simple.SIMPLE_ABSENT;
            case PRESENT -> CommandMessages.Expectation.Simple.SIMPLE_PRESENT;
        };
    }

    private static Simple read(CommandMessages.Expectation.Simple simple, int number) {
        return switch (simple) {
            case SIMPLE_ANY -> Simple.ANY;
            case SIMPLE_ABSENT -> Simple.ABSENT;
            case SIMPLE_PRESENT -> Simple.PRESENT;
            case SIMPLE_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("expectation", number);
        };
    }

    private static CommandMessages.Premise.NewestVersion write(NewestVersion premise) {
        CommandMessages.Premise.NewestVersion.Builder message =
                CommandMessages.Premise.NewestVersion.newBuilder().setId(IdForm.write(premise.id()));
        if (premise.version() != null) {
            message.setVersion(premise.version().value());
        }
        return message.build();
    }

    private static NewestVersion read(CommandMessages.Premise.NewestVersion message) {
        return new NewestVersion(
                IdForm.read(message.getId()), message.hasVersion() ? new Version(message.getVersion()) : null);
    }

    private static CommandMessages.Premise.SchemaOf write(SchemaOf premise) {
        CommandMessages.Premise.SchemaOf.Builder message =
                CommandMessages.Premise.SchemaOf.newBuilder().setId(IdForm.write(premise.id()));
        if (premise.schema() != null) {
            message.setSchema(premise.schema().value());
        }
        return message.build();
    }

    private static SchemaOf read(CommandMessages.Premise.SchemaOf message) {
        return new SchemaOf(
                IdForm.read(message.getId()), message.hasSchema() ? new SchemaKey(message.getSchema()) : null);
    }

    private static CommandMessages.Operation.PutSchema write(PutSchema put) {
        return CommandMessages.Operation.PutSchema.newBuilder()
                .setId(IdForm.write(put.id()))
                .setExpectation(write(put.expectation()))
                .setDialect(ValueForm.write(put.dialect()))
                .setDocument(ValueForm.write(put.document()))
                .build();
    }

    private static PutSchema read(CommandMessages.Operation.PutSchema message) {
        return new PutSchema(
                IdForm.read(message.getId()),
                read(message.getExpectation()),
                ValueForm.read(message.getDialect(), message.getDialectValue()),
                ValueForm.read(message.getDocument()));
    }

    private static CommandMessages.Operation.PutConfig write(PutConfig put) {
        CommandMessages.Operation.PutConfig.Builder message = CommandMessages.Operation.PutConfig.newBuilder()
                .setId(IdForm.write(put.id()))
                .setExpectation(write(put.expectation()))
                .setDocument(ValueForm.write(put.document()));
        if (put.schema() != null) {
            message.setSchema(ValueForm.write(put.schema()));
        }
        return message.build();
    }

    private static PutConfig read(CommandMessages.Operation.PutConfig message) {
        return new PutConfig(
                IdForm.read(message.getId()),
                read(message.getExpectation()),
                ValueForm.read(message.getDocument()),
                message.hasSchema() ? ValueForm.read(message.getSchema()) : null);
    }

    private static CommandMessages.Operation.DeleteConfig write(DeleteConfig delete) {
        return CommandMessages.Operation.DeleteConfig.newBuilder()
                .setId(IdForm.write(delete.id()))
                .setExpectation(write(delete.expectation()))
                .build();
    }

    private static DeleteConfig read(CommandMessages.Operation.DeleteConfig message) {
        return new DeleteConfig(IdForm.read(message.getId()), read(message.getExpectation()));
    }
}
