package io.cfguardian.domain.identity;

import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entities of one kind, in the order of their keys.
 *
 * @param prefix the parts with which all their keys begin
 * @param after only those that come after this one; null: from the first
 * @param order ascending or descending
 */
public record EntityRange<E extends Entity>(
        EntityKind<E> kind, List<String> prefix, @Nullable EntityKey<E> after, Order order) {

    /** Which way. */
    public enum Order {
        ASCENDING,
        DESCENDING
    }

    public EntityRange {
        prefix = List.copyOf(prefix);
    }

    /** All of a kind. */
    public static <E extends Entity> EntityRange<E> all(EntityKind<E> kind) {
        return new EntityRange<>(kind, List.of(), null, Order.ASCENDING);
    }

    /** A user's sessions. */
    public static EntityRange<Session> sessions(UserId user) {
        return new EntityRange<>(EntityKind.SESSION, List.of(user.value()), null, Order.ASCENDING);
    }

    /** A project's members. */
    public static EntityRange<Membership> members(ProjectKey project) {
        return new EntityRange<>(EntityKind.MEMBER, List.of(project.value()), null, Order.ASCENDING);
    }

    /** A project's service tokens. */
    public static EntityRange<ServiceToken> tokens(ProjectKey project) {
        return new EntityRange<>(EntityKind.TOKEN, List.of(project.value()), null, Order.ASCENDING);
    }

    /** Those of this range that come after {@code key}; all when it is null. */
    public EntityRange<E> after(@Nullable EntityKey<E> key) {
        return new EntityRange<>(kind, prefix, key, order);
    }

    /** This range from its end. */
    public EntityRange<E> reversed() {
        return new EntityRange<>(kind, prefix, after, order == Order.ASCENDING ? Order.DESCENDING : Order.ASCENDING);
    }
}
