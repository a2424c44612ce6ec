package io.cfguardian.raft.store;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import io.cfguardian.raft.codec.Codec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/**
 * Writes that are being gathered: read through at once, stored by {@link #commit} all together, or dropped by {@link #close}.
 * Confined to the apply thread; at most one is open.
 */
public final class Application implements State, StateWriter, AutoCloseable {

    private final Database database;
    private final ReadCounter reads;
    private final Committer committer;
    private final ReadOptions options = new ReadOptions();
    // Overwriting keys: the head and its project change with every command of a batch, and only the last counts.
    private final WriteBatchWithIndex batch = new WriteBatchWithIndex(true);
    private final StoredState stored;
    private Head head;

    /** Takes over one hold on {@code database}. */
    Application(Database database, Head head, ReadCounter reads, DecodedValues decoded, Committer committer) {
        this.database = database;
        this.reads = reads;
        this.committer = committer;
        this.head = head;
        this.stored = new StoredState(
                (space, key) -> {
                    reads.countLookup();
                    return database.get(space, key, options, batch);
                },
                decoded);
    }

    /**
     * Stores everything that was written, with the place in the log that it reaches.
     *
     * @param index the Raft index of the last entry that was applied; higher than that of the application before
     * @param term its term
     * @throws StoreFailure when nothing was stored
     */
    public void commit(long index, long term) {
        put(KeySpace.META, KeyLayout.META_HEAD, Codec.HEAD.encode(head));
        put(KeySpace.META, KeyLayout.META_APPLIED, KeyLayout.applied(index, term));
        committer.commit(batch, new Position(index, term, head));
        batch.clear();
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        batch.close();
        options.close();
        database.release();
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Optional<Project> project(ProjectKey key) {
        return stored.project(key);
    }

    @Override
    public Optional<Environment> environment(EnvironmentId id) {
        return stored.environment(id);
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id) {
        return stored.schema(id);
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id) {
        return stored.config(id);
    }

    @Override
    public Optional<RequestRecord> request(RequestKey key) {
        return stored.request(key);
    }

    @Override
    public Optional<RequestRecord> request(Origin origin, long sequence) {
        return stored.request(origin, sequence);
    }

    @Override
    public <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return stored.find(key);
    }

    @Override
    public <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        return database.entities(range, limit, new Database.Scan(null, batch, reads));
    }

    @Override
    public void head(Head next) {
        head = next;
    }

    @Override
    public void put(Project project) {
        put(KeySpace.ENTITY, KeyLayout.project(project.key()), Codec.PROJECT.encode(project));
    }

    @Override
    public void put(Environment environment) {
        put(KeySpace.ENTITY, KeyLayout.environment(environment.id()), Codec.ENVIRONMENT.encode(environment));
    }

    @Override
    public void remove(EnvironmentId id) {
        delete(KeySpace.ENTITY, KeyLayout.environment(id));
    }

    @Override
    public void put(Entity entity) {
        put(KeySpace.ENTITY, KeyLayout.entity(entity.key()), Codec.ENTITY.encode(entity));
    }

    @Override
    public void remove(EntityKey<?> key) {
        delete(KeySpace.ENTITY, KeyLayout.entity(key));
    }

    @Override
    public void append(SchemaVersion version, Document document) {
        byte[] value = Codec.SCHEMA_VERSION.encode(version);
        byte[] key = KeyLayout.version(version.id(), version.version());
        put(KeySpace.ENTITY, KeyLayout.schema(version.id()), value);
        put(KeySpace.VERSION, key, value);
        put(KeySpace.DOCUMENT, key, Codec.DOCUMENT.encode(document));
    }

    @Override
    public void append(ConfigVersion version, @Nullable Document document) {
        byte[] value = Codec.CONFIG_VERSION.encode(version);
        byte[] key = KeyLayout.version(version.id(), version.version());
        put(KeySpace.CONFIG, KeyLayout.config(version.id()), value);
        put(KeySpace.VERSION, key, value);
        if (document != null) {
            put(KeySpace.DOCUMENT, key, Codec.DOCUMENT.encode(document));
        }
    }

    @Override
    public void append(Commit commit) {
        put(KeySpace.JOURNAL, KeyLayout.commit(commit.revision()), Codec.COMMIT.encode(commit));
    }

    @Override
    public void put(RequestRecord answer) {
        byte[] key = KeyLayout.request(answer.key());
        put(KeySpace.REQUEST, key, Codec.REQUEST_RECORD.encode(answer));
        put(KeySpace.REQUEST_BY_SEQUENCE, sequenceKey(answer), key);
    }

    @Override
    public void remove(RequestRecord answer) {
        delete(KeySpace.REQUEST, KeyLayout.request(answer.key()));
        delete(KeySpace.REQUEST_BY_SEQUENCE, sequenceKey(answer));
    }

    private static byte[] sequenceKey(RequestRecord answer) {
        return KeyLayout.requestBySequence(answer.key().id().origin(), answer.sequence());
    }

    private void put(KeySpace space, byte[] key, byte[] value) {
        try {
            batch.put(database.handle(space), key, value);
        } catch (RocksDBException e) {
            throw Database.failure(e, space);
        }
    }

    private void delete(KeySpace space, byte[] key) {
        try {
            batch.delete(database.handle(space), key);
        } catch (RocksDBException e) {
            throw Database.failure(e, space);
        }
    }

    /** Stores a batch and remembers where the store then stands. */
    @FunctionalInterface
    interface Committer {
        void commit(WriteBatchWithIndex batch, Position position);
    }
}
