package io.cfguardian.domain.identity;

/** One record of the identity state or of the cluster's own, found by its key. */
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
                EventDelivery,
                Roster {

    /** Where it is found. */
    EntityKey<?> key();
}
