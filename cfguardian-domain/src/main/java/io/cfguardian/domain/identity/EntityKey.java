package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Ascii;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import java.util.HexFormat;
import java.util.List;

/**
 * Where an entity is found.
 *
 * @param parts the names it is made of, from the widest to the narrowest: ASCII without control characters, so that their
 *     order is the same as text and as bytes
 */
public record EntityKey<E extends Entity>(EntityKind<E> kind, List<String> parts) {

    public EntityKey {
        parts = List.copyOf(parts);
        for (String part : parts) {
            if (!Ascii.isPrintable(part)) {
                throw new IllegalArgumentException("a part of a key is printable ASCII");
            }
        }
    }

    public static EntityKey<User> of(UserId id) {
        return new EntityKey<>(EntityKind.USER, List.of(id.value()));
    }

    public static EntityKey<EmailClaim> of(EmailAddress email) {
        return new EntityKey<>(EntityKind.EMAIL, List.of(email.value()));
    }

    public static EntityKey<FederatedLink> of(FederatedId id) {
        return new EntityKey<>(EntityKind.FEDERATED, List.of(id.provider(), id.subject()));
    }

    /**
     * The attempts to sign in to an account.
     *
     * @param account see {@link LoginAttempts}
     */
    public static EntityKey<LoginAttempts> ofAttempts(Hash account) {
        return new EntityKey<>(EntityKind.ATTEMPTS, List.of(account.hex()));
    }

    public static EntityKey<Session> of(UserId user, SessionId session) {
        return new EntityKey<>(EntityKind.SESSION, List.of(user.value(), session.value()));
    }

    /**
     * A member's roles.
     *
     * @throws IllegalArgumentException when the principal's name is not ASCII
     */
    public static EntityKey<Membership> of(MemberId id) {
        return new EntityKey<>(
                EntityKind.MEMBER, List.of(id.project().value(), id.principal().name()));
    }

    public static EntityKey<ServiceToken> of(ServiceTokenId id) {
        return new EntityKey<>(
                EntityKind.TOKEN, List.of(id.project().value(), id.key().value()));
    }

    public static EntityKey<SigningKey> of(SigningKeyId id) {
        return new EntityKey<>(EntityKind.SIGNING_KEY, List.of(id.value()));
    }

    /** There is one. */
    public static EntityKey<DataKey> dataKey() {
        return new EntityKey<>(EntityKind.DATA_KEY, List.of());
    }

    /**
     * A security event.
     *
     * @param sequence from 0, in the order in which they were recorded
     */
    public static EntityKey<SecurityEvent> ofSecurityEvent(long sequence) {
        return new EntityKey<>(EntityKind.SECURITY_EVENT, List.of(HexFormat.of().toHexDigits(sequence)));
    }

    /** There is one. */
    public static EntityKey<EventDelivery> eventDelivery() {
        return new EntityKey<>(EntityKind.EVENT_DELIVERY, List.of());
    }

    /** There is one. */
    public static EntityKey<Roster> roster() {
        return new EntityKey<>(EntityKind.ROSTER, List.of());
    }

    /** Kinds and numbers of parts only: some parts are e-mail addresses. */
    @Override
    public String toString() {
        return kind.type().getSimpleName() + "[" + parts.size() + " parts]";
    }
}
