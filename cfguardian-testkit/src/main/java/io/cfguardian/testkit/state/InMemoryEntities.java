package io.cfguardian.testkit.state;

import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The identity state in one sorted map. Not thread-safe. */
final class InMemoryEntities {

    private static final Comparator<EntityKey<?>> ORDER = Comparator.comparingInt(
                    (EntityKey<?> key) -> key.kind().tag())
            .thenComparing(key -> String.join("\0", key.parts()));

    private final NavigableMap<EntityKey<?>, Entity> entities = new TreeMap<>(ORDER);

    void putAll(InMemoryEntities others) {
        entities.putAll(others.entities);
    }

    void put(Entity entity) {
        entities.put(entity.key(), entity);
    }

    void remove(EntityKey<?> key) {
        entities.remove(key);
    }

    <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return Optional.ofNullable(entities.get(key)).map(key.kind().type()::cast);
    }

    <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing has a limit of 1 or more, got " + limit);
        }
        List<EntityKey<?>> keys =
                entities.tailMap(new EntityKey<>(range.kind(), range.prefix()), true).keySet().stream()
                        .takeWhile(key -> isIn(range, key))
                        .toList();
        EntityKey<?> after = range.after();
        int sign = range.order() == EntityRange.Order.ASCENDING ? 1 : -1;
        return (sign > 0 ? keys : keys.reversed())
                .stream()
                        .filter(key -> after == null || sign * ORDER.compare(key, after) > 0)
                        .limit(limit)
                        .map(entities::get)
                        .map(range.kind().type()::cast)
                        .toList();
    }

    private static boolean isIn(EntityRange<?> range, EntityKey<?> key) {
        int prefix = range.prefix().size();
        return key.kind().equals(range.kind())
                && key.parts().size() >= prefix
                && key.parts().subList(0, prefix).equals(range.prefix());
    }
}
