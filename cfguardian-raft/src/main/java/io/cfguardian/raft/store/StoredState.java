package io.cfguardian.raft.store;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.UnreadableValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Look-ups by key over some source of bytes: the newest data under an open batch, or a snapshot. As confined as its source. */
final class StoredState {

    private final Lookup source;
    private final DecodedValues decoded;

    /** Over values that are read once. */
    StoredState(Lookup source) {
        this(source, new DecodedValues(1));
    }

    /** @param decoded what the same store's values were decoded to before */
    StoredState(Lookup source, DecodedValues decoded) {
        this.source = source;
        this.decoded = decoded;
    }

    Head head() {
        return find(KeySpace.META, KeyLayout.META_HEAD, Codec.HEAD, head -> KeyLayout.META_HEAD)
                .orElse(Head.EMPTY);
    }

    Optional<Project> project(ProjectKey key) {
        return find(KeySpace.ENTITY, KeyLayout.project(key), Codec.PROJECT, found -> KeyLayout.project(found.key()));
    }

    Optional<Environment> environment(EnvironmentId id) {
        return find(
                KeySpace.ENTITY,
                KeyLayout.environment(id),
                Codec.ENVIRONMENT,
                found -> KeyLayout.environment(found.id()));
    }

    Optional<SchemaVersion> schema(SchemaId id) {
        return find(KeySpace.ENTITY, KeyLayout.schema(id), Codec.SCHEMA_VERSION, found -> KeyLayout.schema(found.id()));
    }

    Optional<SchemaVersion> schema(SchemaId id, Version version) {
        return find(
                KeySpace.VERSION,
                KeyLayout.version(id, version),
                Codec.SCHEMA_VERSION,
                found -> KeyLayout.version(found.id(), found.version()));
    }

    Optional<ConfigVersion> config(ConfigId id) {
        return find(KeySpace.CONFIG, KeyLayout.config(id), Codec.CONFIG_VERSION, found -> KeyLayout.config(found.id()));
    }

    Optional<ConfigVersion> config(ConfigId id, Version version) {
        return find(
                KeySpace.VERSION,
                KeyLayout.version(id, version),
                Codec.CONFIG_VERSION,
                found -> KeyLayout.version(found.id(), found.version()));
    }

    Optional<Document> document(DocumentId id, Version version) {
        byte[] key = KeyLayout.version(id, version);
        return find(KeySpace.DOCUMENT, key, Codec.DOCUMENT, found -> key);
    }

    Optional<RequestRecord> request(RequestKey key) {
        return find(
                KeySpace.REQUEST,
                KeyLayout.request(key),
                Codec.REQUEST_RECORD,
                found -> KeyLayout.request(found.key()));
    }

    Optional<RequestRecord> request(Origin origin, long sequence) {
        byte @Nullable [] key = source.get(KeySpace.REQUEST_BY_SEQUENCE, KeyLayout.requestBySequence(origin, sequence));
        if (key == null) {
            return Optional.empty();
        }
        Optional<RequestRecord> found =
                find(KeySpace.REQUEST, key, Codec.REQUEST_RECORD, record -> KeyLayout.request(record.key()));
        if (found.isEmpty() || found.get().sequence() != sequence) {
            throw new StoreFailure.Corrupt(
                    KeySpace.REQUEST_BY_SEQUENCE, "the answer at " + origin + " " + sequence + " is not there");
        }
        return found;
    }

    <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return find(KeySpace.ENTITY, KeyLayout.entity(key), Codec.ENTITY, found -> KeyLayout.entity(found.key()))
                .map(key.kind().type()::cast);
    }

    /** An entity of a listing. */
    static <E extends Entity> E entity(EntityKind<E> kind, byte[] key, byte[] value) {
        return kind.type()
                .cast(decode(KeySpace.ENTITY, key, value, Codec.ENTITY, found -> KeyLayout.entity(found.key())));
    }

    private <T> Optional<T> find(KeySpace space, byte[] key, Codec<T> codec, Function<T, byte[]> keyOf) {
        byte @Nullable [] value = source.get(space, key);
        return value == null
                ? Optional.empty()
                : Optional.of(decoded.decode(codec, key, value, () -> decode(space, key, value, codec, keyOf)));
    }

    /** The value, which must be one that belongs under {@code key}. */
    static <T> T decode(KeySpace space, byte[] key, byte[] value, Codec<T> codec, Function<T, byte[]> keyOf) {
        T decoded;
        try {
            decoded = codec.decode(value);
        } catch (UnreadableValue e) {
            throw switch (e.kind()) {
                case NEWER ->
                    new StoreFailure.UnknownFormat(
                            "in key space " + space.columnFamily() + " lies " + e.getMessage(), e);
                case DAMAGED ->
                    new StoreFailure.Corrupt("key space " + space.columnFamily(), String.valueOf(e.getMessage()), e);
            };
        }
        if (!Arrays.equals(key, keyOf.apply(decoded))) {
            throw new StoreFailure.Corrupt(
                    space,
                    "a value that belongs elsewhere lies under a key of "
                            + Bytes.of(key).size() + " bytes");
        }
        return decoded;
    }

    /** Where bytes come from. */
    @FunctionalInterface
    interface Lookup {

        /** The value under {@code key}, null when there is none. */
        byte @Nullable [] get(KeySpace space, byte[] key);
    }
}
