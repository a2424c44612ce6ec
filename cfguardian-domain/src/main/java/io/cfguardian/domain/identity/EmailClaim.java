package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.UserId;

/** Whose an e-mail address is. */
public record EmailClaim(EmailAddress email, UserId user) implements Entity {

    @Override
    public EntityKey<EmailClaim> key() {
        return EntityKey.of(email);
    }
}
