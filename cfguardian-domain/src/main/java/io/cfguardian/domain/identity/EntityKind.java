package io.cfguardian.domain.identity;

import java.util.List;

/**
 * A kind of entity.
 *
 * @param tag its number in keys; never changes, never given again
 * @param type what lies there
 */
public record EntityKind<E extends Entity>(int tag, Class<E> type) {

    public static final EntityKind<User> USER = new EntityKind<>(16, User.class);
    public static final EntityKind<EmailClaim> EMAIL = new EntityKind<>(17, EmailClaim.class);
    public static final EntityKind<FederatedLink> FEDERATED = new EntityKind<>(18, FederatedLink.class);
    public static final EntityKind<LoginAttempts> ATTEMPTS = new EntityKind<>(19, LoginAttempts.class);
    public static final EntityKind<Session> SESSION = new EntityKind<>(20, Session.class);
    public static final EntityKind<Membership> MEMBER = new EntityKind<>(21, Membership.class);
    public static final EntityKind<ServiceToken> TOKEN = new EntityKind<>(22, ServiceToken.class);
    public static final EntityKind<SigningKey> SIGNING_KEY = new EntityKind<>(23, SigningKey.class);
    public static final EntityKind<DataKey> DATA_KEY = new EntityKind<>(24, DataKey.class);
    public static final EntityKind<SecurityEvent> SECURITY_EVENT = new EntityKind<>(25, SecurityEvent.class);
    public static final EntityKind<EventDelivery> EVENT_DELIVERY = new EntityKind<>(26, EventDelivery.class);
    public static final EntityKind<Roster> ROSTER = new EntityKind<>(27, Roster.class);

    /** All of them. */
    public static final List<EntityKind<?>> ALL = List.of(
            USER,
            EMAIL,
            FEDERATED,
            ATTEMPTS,
            SESSION,
            MEMBER,
            TOKEN,
            SIGNING_KEY,
            DATA_KEY,
            SECURITY_EVENT,
            EVENT_DELIVERY,
            ROSTER);
}
