package io.cfguardian.raft.codec;

import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.raft.codec.proto.IdentityMessages;
import java.util.SortedMap;
import java.util.TreeMap;

/** The forms of roles. */
final class GrantForm {

    private GrantForm() {}

    static IdentityMessages.Grant write(Grant grant) {
        IdentityMessages.Grant.Builder message = IdentityMessages.Grant.newBuilder();
        if (grant.project() != null) {
            message.setProject(write(grant.project()));
        }
        grant.environments()
                .forEach((environment, role) -> message.addEnvironments(IdentityMessages.Grant.Local.newBuilder()
                        .setEnvironment(environment.value())
                        .setRole(write(role))));
        return message.build();
    }

    static Grant read(IdentityMessages.Grant message) {
        SortedMap<EnvironmentKey, Role> environments = new TreeMap<>();
        for (IdentityMessages.Grant.Local local : message.getEnvironmentsList()) {
            EnvironmentKey environment = new EnvironmentKey(local.getEnvironment());
            if (!environments.isEmpty() && environments.lastKey().compareTo(environment) >= 0) {
                throw UnreadableValue.damaged("grant", "its environments are out of order");
            }
            environments.put(environment, read(local.getRole(), local.getRoleValue()));
        }
        return new Grant(
                message.hasProject() ? read(message.getProject(), message.getProjectValue()) : null, environments);
    }

    private static IdentityMessages.Role write(Role role) {
        return switch (role) {
            case VIEWER -> IdentityMessages.Role.ROLE_VIEWER;
            case EDITOR -> IdentityMessages.Role.ROLE_EDITOR;
            case ADMIN -> IdentityMessages.Role.ROLE_ADMIN;
        };
    }

    private static Role read(IdentityMessages.Role role, int number) {
        return switch (role) {
            case ROLE_VIEWER -> Role.VIEWER;
            case ROLE_EDITOR -> Role.EDITOR;
            case ROLE_ADMIN -> Role.ADMIN;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw ValueForm.unknown("role", number);
        };
    }
}
