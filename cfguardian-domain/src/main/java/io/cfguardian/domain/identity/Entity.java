package io.cfguardian.domain.identity;

/** One record of the identity state, found by its key. */
public sealed interface Entity
        permits User,
                EmailClaim,
                FederatedLink,
                LoginAttempts,
                Session,
                Membership,
                ServiceToken,
                SigningKey,
                DataKey,
                SecurityEvent,
                EventDelivery {

    /** Where it is found. */
    EntityKey<?> key();
}
