package io.cfguardian.raft.store;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.UnreadableValue;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type and the ids under which they lie in a key space. Each table has ids of a type of its own, but for those by
 * {@link Edition}: of these only {@link #DOCUMENTS} may be kept in memory by id.
 *
 * @param <I> the ids
 * @param <V> the values
 */
final class Table<I, V> {

    static final Table<ProjectKey, Project> PROJECTS =
            new Table<>(KeySpace.ENTITY, Codec.PROJECT, KeyLayout::project, Project::key);

    static final Table<EnvironmentId, Environment> ENVIRONMENTS =
            new Table<>(KeySpace.ENTITY, Codec.ENVIRONMENT, KeyLayout::environment, Environment::id);

    /** The newest versions of schemas. */
    static final Table<SchemaId, SchemaVersion> SCHEMAS =
            new Table<>(KeySpace.ENTITY, Codec.SCHEMA_VERSION, KeyLayout::schema, SchemaVersion::id);

    static final Table<EntityKey<?>, Entity> ENTITIES =
            new Table<>(KeySpace.ENTITY, Codec.ENTITY, KeyLayout::entity, Entity::key);

    /** The newest versions of configs. */
    static final Table<ConfigId, ConfigVersion> CONFIGS =
            new Table<>(KeySpace.CONFIG, Codec.CONFIG_VERSION, KeyLayout::config, ConfigVersion::id);

    static final Table<Edition, SchemaVersion> SCHEMA_VERSIONS = new Table<>(
            KeySpace.VERSION,
            Codec.SCHEMA_VERSION,
            Edition::storeKey,
            version -> new Edition(version.id(), version.version()));

    static final Table<Edition, ConfigVersion> CONFIG_VERSIONS = new Table<>(
            KeySpace.VERSION,
            Codec.CONFIG_VERSION,
            Edition::storeKey,
            version -> new Edition(version.id(), version.version()));

    /** The texts of versions, which do not say whose they are. */
    static final Table<Edition, Document> DOCUMENTS =
            new Table<>(KeySpace.DOCUMENT, Codec.DOCUMENT, Edition::storeKey, null);

    static final Table<Revision, Commit> JOURNAL =
            new Table<>(KeySpace.JOURNAL, Codec.COMMIT, KeyLayout::commit, Commit::revision);

    static final Table<RequestKey, RequestRecord> REQUESTS =
            new Table<>(KeySpace.REQUEST, Codec.REQUEST_RECORD, KeyLayout::request, RequestRecord::key);

    /** There is one, under a key of its own. */
    static final Table<byte[], Head> HEAD = new Table<>(KeySpace.META, Codec.HEAD, key -> key, null);

    private final KeySpace space;
    private final Codec<V> codec;
    private final Function<I, byte[]> key;
    private final @Nullable Function<V, I> id;

    /** @param id the id that a value names itself; null where it names none */
    private Table(KeySpace space, Codec<V> codec, Function<I, byte[]> key, @Nullable Function<V, I> id) {
        this.space = space;
        this.codec = codec;
        this.key = key;
        this.id = id;
    }

    /** One version of a schema or config. */
    record Edition(DocumentId id, Version version) {
        byte[] storeKey() {
            return KeyLayout.version(id, version);
        }
    }

    KeySpace space() {
        return space;
    }

    byte[] key(I id) {
        return key.apply(id);
    }

    byte[] encode(V value) {
        return codec.encode(value);
    }

    /**
     * The value that lies under {@code key}.
     *
     * @throws StoreFailure.UnknownFormat when a newer release wrote it
     * @throws StoreFailure.Corrupt when it is damaged, or belongs under another key
     */
    V decode(byte[] key, byte[] value) {
        V decoded;
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
        if (id != null && !Arrays.equals(key, this.key.apply(id.apply(decoded)))) {
            throw new StoreFailure.Corrupt(
                    space,
                    "a value that belongs elsewhere lies under a key of "
                            + Bytes.of(key).size() + " bytes");
        }
        return decoded;
    }
}
