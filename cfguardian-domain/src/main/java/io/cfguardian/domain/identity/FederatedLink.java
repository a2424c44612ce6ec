package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.UserId;

/** Who a provider's user is here. */
public record FederatedLink(FederatedId id, UserId user) implements Entity {

    @Override
    public EntityKey<FederatedLink> key() {
        return EntityKey.of(id);
    }
}
