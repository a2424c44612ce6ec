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
import io.cfguardian.raft.store.Table.Edition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBatchInterface;
import org.rocksdb.WriteBatchWithIndex;

/**
 * Writes that are being gathered: read through at once, stored by {@link #commit} all together, or dropped by {@link #close}.
 * Confined to the apply thread; at most one is open.
 */
public final class Application implements State, StateWriter, AutoCloseable {

    private final Moment before;
    private final ReadCounter reads;
    private final Committer committer;
    private final StoredState stored;
    private final WriteBatch batch = new WriteBatch();

    /** What is new under each id. A project, say, changes with many commands of a batch, and only the last counts. */
    private final Map<Object, Change<?, ?>> changes = new HashMap<>();

    /** What is new among the remembered answers, which are not kept in memory. */
    private final Map<RequestKey, Remembered> answers = new HashMap<>();

    private final Map<Place, Remembered> places = new HashMap<>();
    private Head head;

    /** Takes over one hold on {@code before}, the newest moment. */
    Application(Moment before, ReadCounter reads, Committer committer) {
        this.before = before;
        this.reads = reads;
        this.committer = committer;
        this.head = before.position().head();
        this.stored = new StoredState((space, key) -> {
            reads.countLookup();
            return before.database().get(space, key);
        });
    }

    /**
     * What is to be stored under an id.
     *
     * @param value null for nothing any more
     */
    private record Change<I, V>(
            Table<I, V> table, I id, @Nullable V value) {}

    /** @param answer null for none any more */
    private record Remembered(@Nullable RequestRecord answer) {
        static final Remembered NOTHING = new Remembered(null);

        Optional<RequestRecord> found() {
            return Optional.ofNullable(answer);
        }
    }

    /** A place in a window of remembered answers. */
    private record Place(Origin origin, long sequence) {
        static Place of(RequestRecord answer) {
            return new Place(answer.key().id().origin(), answer.sequence());
        }

        byte[] storeKey() {
            return KeyLayout.requestBySequence(origin, sequence);
        }
    }

    /**
     * Stores everything that was written, with the place in the log that it reaches.
     *
     * @param index the Raft index of the last entry that was applied; higher than that of the application before
     * @param term its term
     * @throws StoreFailure when nothing was stored
     */
    public void commit(long index, long term) {
        changes.values().forEach(change -> write(change, batch));
        answers.forEach((key, answer) -> write(new Change<>(Table.REQUESTS, key, answer.answer()), batch));
        places.forEach(this::write);
        write(batch, KeySpace.META, KeyLayout.META_HEAD, Table.HEAD.encode(head));
        write(batch, KeySpace.META, KeyLayout.META_APPLIED, KeyLayout.applied(index, term));
        Map<Object, @Nullable Object> newest = HashMap.newHashMap(changes.size());
        changes.forEach((id, change) -> newest.put(id, change.value()));
        places.keySet().forEach(place -> newest.put(place, null));
        committer.commit(batch, newest, new Position(index, term, head));
    }

    /** Drops what was not committed. */
    @Override
    public void close() {
        batch.close();
        before.release();
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public void head(Head next) {
        head = next;
    }

    @Override
    public Optional<Project> project(ProjectKey key) {
        return newest(Table.PROJECTS, key);
    }

    @Override
    public Optional<Environment> environment(EnvironmentId id) {
        return newest(Table.ENVIRONMENTS, id);
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id) {
        return newest(Table.SCHEMAS, id);
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id) {
        return newest(Table.CONFIGS, id);
    }

    @Override
    public <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return newest(Table.ENTITIES, key).map(key.kind().type()::cast);
    }

    @Override
    public Optional<RequestRecord> request(RequestKey key) {
        @Nullable Remembered known = answers.get(key);
        return known != null ? known.found() : stored.find(Table.REQUESTS, key);
    }

    @Override
    public Optional<RequestRecord> request(Origin origin, long sequence) {
        Place place = new Place(origin, sequence);
        @Nullable Remembered known = places.get(place);
        // Kept, since each command looks at the oldest answer.
        return known != null ? known.found() : kept(place, () -> stored.request(origin, sequence));
    }

    @Override
    public <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        try (WriteBatchWithIndex entities = new WriteBatchWithIndex(true)) {
            for (Change<?, ?> change : changes.values()) {
                if (change.table() == Table.ENTITIES) {
                    write(change, entities);
                }
            }
            return before.database().entities(range, limit, new Database.Scan(null, entities, reads));
        }
    }

    @Override
    public void put(Project project) {
        change(Table.PROJECTS, project.key(), project);
    }

    @Override
    public void put(Environment environment) {
        change(Table.ENVIRONMENTS, environment.id(), environment);
    }

    @Override
    public void remove(EnvironmentId id) {
        change(Table.ENVIRONMENTS, id, null);
    }

    @Override
    public void put(Entity entity) {
        change(Table.ENTITIES, entity.key(), entity);
    }

    @Override
    public void remove(EntityKey<?> key) {
        change(Table.ENTITIES, key, null);
    }

    @Override
    public void append(SchemaVersion version, Document document) {
        change(Table.SCHEMAS, version.id(), version);
        append(Table.SCHEMA_VERSIONS, new Edition(version.id(), version.version()), version);
        change(Table.DOCUMENTS, new Edition(version.id(), version.version()), document);
    }

    @Override
    public void append(ConfigVersion version, @Nullable Document document) {
        change(Table.CONFIGS, version.id(), version);
        append(Table.CONFIG_VERSIONS, new Edition(version.id(), version.version()), version);
        if (document != null) {
            change(Table.DOCUMENTS, new Edition(version.id(), version.version()), document);
        }
    }

    @Override
    public void append(Commit commit) {
        append(Table.JOURNAL, commit.revision(), commit);
    }

    @Override
    public void put(RequestRecord answer) {
        Remembered remembered = new Remembered(answer);
        answers.put(answer.key(), remembered);
        places.put(Place.of(answer), remembered);
    }

    @Override
    public void remove(RequestRecord answer) {
        answers.put(answer.key(), Remembered.NOTHING);
        places.put(Place.of(answer), Remembered.NOTHING);
    }

    private <I, V> Optional<V> newest(Table<I, V> table, I id) {
        @Nullable Change<?, ?> change = changes.get(id);
        if (change == null) {
            return kept(id, () -> stored.find(table, id));
        }
        // Ids of one type have values of one type.
        @SuppressWarnings("unchecked")
        @Nullable
        V value = (V) change.value();
        return Optional.ofNullable(value);
    }

    private <V> Optional<V> kept(Object id, Supplier<Optional<V>> reading) {
        return before.kept().find(id, before.position().index(), reading);
    }

    private <I, V> void change(Table<I, V> table, I id, @Nullable V value) {
        changes.put(id, new Change<>(table, id, value));
    }

    /** Writes what nobody asks for before it is stored. */
    private <I, V> void append(Table<I, V> table, I id, V value) {
        write(batch, table.space(), table.key(id), table.encode(value));
    }

    private <I, V> void write(Change<I, V> change, WriteBatchInterface to) {
        Table<I, V> table = change.table();
        @Nullable V value = change.value();
        write(to, table.space(), table.key(change.id()), value == null ? null : table.encode(value));
    }

    private void write(Place place, Remembered remembered) {
        @Nullable RequestRecord answer = remembered.answer();
        write(
                batch,
                KeySpace.REQUEST_BY_SEQUENCE,
                place.storeKey(),
                answer == null ? null : Table.REQUESTS.key(answer.key()));
    }

    /** @param value null for nothing any more */
    private void write(WriteBatchInterface to, KeySpace space, byte[] key, byte @Nullable [] value) {
        try {
            if (value == null) {
                to.delete(before.database().handle(space), key);
            } else {
                to.put(before.database().handle(space), key, value);
            }
        } catch (RocksDBException e) {
            throw Database.failure(e, space);
        }
    }

    /** Stores a batch, whose newest values are given beside, and remembers where the store then stands. */
    @FunctionalInterface
    interface Committer {
        void commit(WriteBatch batch, Map<Object, @Nullable Object> newest, Position position);
    }
}
