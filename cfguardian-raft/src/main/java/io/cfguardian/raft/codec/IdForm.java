package io.cfguardian.raft.codec;

import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.raft.codec.proto.ValueMessages;

/** The forms of ids. */
final class IdForm {

    private IdForm() {}

    static ValueMessages.EnvironmentId write(EnvironmentId id) {
        return ValueMessages.EnvironmentId.newBuilder()
                .setProject(id.project().value())
                .setEnvironment(id.key().value())
                .build();
    }

    static EnvironmentId read(ValueMessages.EnvironmentId message) {
        return new EnvironmentId(new ProjectKey(message.getProject()), new EnvironmentKey(message.getEnvironment()));
    }

    static ValueMessages.SchemaId write(SchemaId id) {
        return ValueMessages.SchemaId.newBuilder()
                .setProject(id.project().value())
                .setSchema(id.key().value())
                .build();
    }

    static SchemaId read(ValueMessages.SchemaId message) {
        return new SchemaId(new ProjectKey(message.getProject()), new SchemaKey(message.getSchema()));
    }

    static ValueMessages.ConfigId write(ConfigId id) {
        return ValueMessages.ConfigId.newBuilder()
                .setProject(id.project().value())
                .setEnvironment(id.environment().value())
                .setConfig(id.key().value())
                .build();
    }

    static ConfigId read(ValueMessages.ConfigId message) {
        return new ConfigId(
                new ProjectKey(message.getProject()),
                new EnvironmentKey(message.getEnvironment()),
                new ConfigKey(message.getConfig()));
    }

    static ValueMessages.DocumentId write(DocumentId id) {
        ValueMessages.DocumentId.Builder message = ValueMessages.DocumentId.newBuilder();
        return switch (id) {
            case SchemaId schema -> message.setSchema(write(schema)).build();
            case ConfigId config -> message.setConfig(write(config)).build();
        };
    }

    static DocumentId read(ValueMessages.DocumentId message) {
        return switch (message.getKindCase()) {
            case SCHEMA -> read(message.getSchema());
            case CONFIG -> read(message.getConfig());
            case KIND_NOT_SET -> throw ValueForm.missing("document id");
        };
    }

    static ValueMessages.Subject write(Subject subject) {
        ValueMessages.Subject.Builder message = ValueMessages.Subject.newBuilder();
        return switch (subject) {
            case ProjectKey project -> message.setProject(project.value()).build();
            case EnvironmentId environment ->
                message.setEnvironment(write(environment)).build();
            case SchemaId schema -> message.setSchema(write(schema)).build();
            case ConfigId config -> message.setConfig(write(config)).build();
        };
    }

    static Subject read(ValueMessages.Subject message) {
        return switch (message.getKindCase()) {
            case PROJECT -> new ProjectKey(message.getProject());
            case ENVIRONMENT -> read(message.getEnvironment());
            case SCHEMA -> read(message.getSchema());
            case CONFIG -> read(message.getConfig());
            case KIND_NOT_SET -> throw ValueForm.missing("subject");
        };
    }
}
