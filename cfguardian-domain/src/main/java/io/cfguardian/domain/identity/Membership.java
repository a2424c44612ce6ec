package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.revision.Stamp;

/**
 * A principal's roles in a project.
 *
 * @param granted the commit that gave them
 */
public record Membership(MemberId id, Grant grant, Stamp granted) implements Entity {

    @Override
    public EntityKey<Membership> key() {
        return EntityKey.of(id);
    }
}
