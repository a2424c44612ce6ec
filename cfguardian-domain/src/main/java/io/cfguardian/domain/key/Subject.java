package io.cfguardian.domain.key;

import java.util.Optional;

/** Whatever a command can be about and a rejection can name. */
public sealed interface Subject
        permits ProjectKey,
                EnvironmentId,
                DocumentId,
                UserId,
                MemberId,
                ServiceTokenId,
                IdentityPart,
                NodeId,
                ClusterPart {

    /** The project this is or belongs to; nothing for what belongs to the cluster. */
    default Optional<ProjectKey> owner() {
        return switch (this) {
            case ProjectKey project -> Optional.of(project);
            case EnvironmentId environment -> Optional.of(environment.project());
            case SchemaId schema -> Optional.of(schema.project());
            case ConfigId config -> Optional.of(config.project());
            case MemberId member -> Optional.of(member.project());
            case ServiceTokenId token -> Optional.of(token.project());
            case UserId ignored -> Optional.empty();
            case IdentityPart ignored -> Optional.empty();
            case NodeId ignored -> Optional.empty();
            case ClusterPart ignored -> Optional.empty();
        };
    }
}
