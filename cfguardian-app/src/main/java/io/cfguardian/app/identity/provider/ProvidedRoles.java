package io.cfguardian.app.identity.provider;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ProjectKey;
import java.util.List;
import java.util.Optional;

/**
 * Gives a user the roles that its provider's claim says, and takes those back that it says no more. Roles in projects that the
 * mapping does not name are left alone. A role that cannot be given (there is no such project) is not; the last
 * administrator stays one.
 */
final class ProvidedRoles {

    private final NodeWrites writes;
    private final Replica replica;
    private final RoleMapping mapping;

    ProvidedRoles(NodeWrites writes, Replica replica, RoleMapping mapping) {
        this.writes = writes;
        this.replica = replica;
        this.mapping = mapping;
    }

    /** Writes what differs, and nothing when nothing does. */
    void apply(User user, List<String> values, Source source) {
        mapping.administrator(values)
                .filter(wanted -> wanted != user.administrator())
                .ifPresent(wanted -> run(user, new UpdateUser(user.id(), null, null, null, wanted), source));
        mapping.roles(values).forEach((project, role) -> apply(user, project, role, source));
    }

    private void apply(User user, ProjectKey project, Optional<Role> role, Source source) {
        MemberId member = new MemberId(project, user.id().principal());
        Optional<Grant> wanted = role.map(Grant::of);
        if (!grant(member).equals(wanted)) {
            run(
                    user,
                    wanted.<IdentityCommand>map(grant -> new PutMember(member, grant))
                            .orElseGet(() -> new RemoveMember(member)),
                    source);
        }
    }

    private Optional<Grant> grant(MemberId member) {
        try (View view = replica.view()) {
            return view.find(EntityKey.of(member)).map(Membership::grant);
        }
    }

    /** What is refused here is as it should be: no such project, or the last administrator. */
    private void run(User user, IdentityCommand command, Source source) {
        writes.run(user.id().principal(), source, command);
    }
}
