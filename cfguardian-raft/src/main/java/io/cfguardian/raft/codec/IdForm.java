package io.cfguardian.raft.codec;

import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
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

    static ValueMessages.MemberId write(MemberId id) {
        return ValueMessages.MemberId.newBuilder()
                .setProject(id.project().value())
                .setPrincipal(ValueForm.write(id.principal()))
                .build();
    }

    static MemberId read(ValueMessages.MemberId message) {
        return new MemberId(new ProjectKey(message.getProject()), new Principal(message.getPrincipal()));
    }

    static ValueMessages.ServiceTokenId write(ServiceTokenId id) {
        return ValueMessages.ServiceTokenId.newBuilder()
                .setProject(id.project().value())
                .setToken(id.key().value())
                .build();
    }

    static ServiceTokenId read(ValueMessages.ServiceTokenId message) {
        return new ServiceTokenId(new ProjectKey(message.getProject()), new TokenKey(message.getToken()));
    }

    static ValueMessages.Subject write(Subject subject) {
        ValueMessages.Subject.Builder message = ValueMessages.Subject.newBuilder();
        return switch (subject) {
            case ProjectKey project -> message.setProject(project.value()).build();
            case EnvironmentId environment ->
                message.setEnvironment(write(environment)).build();
            case SchemaId schema -> message.setSchema(write(schema)).build();
            case ConfigId config -> message.setConfig(write(config)).build();
            case UserId user -> message.setUser(user.value()).build();
            case MemberId member -> message.setMember(write(member)).build();
            case ServiceTokenId token -> message.setToken(write(token)).build();
            case IdentityPart part -> message.setPart(write(part)).build();
            case NodeId node -> message.setNode(node.value()).build();
            case ClusterPart part -> message.setCluster(write(part)).build();
        };
    }

    static Subject read(ValueMessages.Subject message) {
        return switch (message.getKindCase()) {
            case PROJECT -> new ProjectKey(message.getProject());
            case ENVIRONMENT -> read(message.getEnvironment());
            case SCHEMA -> read(message.getSchema());
            case CONFIG -> read(message.getConfig());
            case USER -> new UserId(message.getUser());
            case MEMBER -> read(message.getMember());
            case TOKEN -> read(message.getToken());
            case PART -> read(message.getPart(), message.getPartValue());
            case NODE -> new NodeId(message.getNode());
            case CLUSTER -> read(message.getCluster(), message.getClusterValue());
            case KIND_NOT_SET -> throw ValueForm.missing("subject");
        };
    }

    private static ValueMessages.ClusterPart write(ClusterPart part) {
        return switch (part) {
            case ROSTER -> ValueMessages.ClusterPart.CLUSTER_PART_ROSTER;
            case FORMAT -> ValueMessages.ClusterPart.CLUSTER_PART_FORMAT;
        };
    }

    private static ClusterPart read(ValueMessages.ClusterPart part, int number) {
        return switch (part) {
            case CLUSTER_PART_ROSTER -> ClusterPart.ROSTER;
            case CLUSTER_PART_FORMAT -> ClusterPart.FORMAT;
            case CLUSTER_PART_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("part of the cluster", number);
        };
    }

    private static ValueMessages.IdentityPart write(IdentityPart part) {
        return switch (part) {
            case LOGINS -> ValueMessages.IdentityPart.IDENTITY_PART_LOGINS;
            case KEYS -> ValueMessages.IdentityPart.IDENTITY_PART_KEYS;
            case SECURITY_LOG -> ValueMessages.IdentityPart.IDENTITY_PART_SECURITY_LOG;
        };
    }

    private static IdentityPart read(ValueMessages.IdentityPart part, int number) {
        return switch (part) {
            case IDENTITY_PART_LOGINS -> IdentityPart.LOGINS;
            case IDENTITY_PART_KEYS -> IdentityPart.KEYS;
            case IDENTITY_PART_SECURITY_LOG -> IdentityPart.SECURITY_LOG;
            case IDENTITY_PART_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("part of identity", number);
        };
    }
}
