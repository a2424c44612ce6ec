package io.cfguardian.raft.store;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.store.Database.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.Snapshot;

/** A view over a RocksDB snapshot. It keeps its database open, so one that is older than a restore goes on working. */
final class RocksView implements View {

    private final Database database;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final ReadCounter reads;
    private final StoreFailureListener failures;
    private final StoredState stored;
    private @Nullable Head head;
    private boolean closed;

    /** Takes over one hold on {@code database}. */
    RocksView(Database database, ReadCounter reads, DecodedValues decoded, StoreFailureListener failures) {
        this.database = database;
        this.snapshot = database.rocks().getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
        this.reads = reads;
        this.failures = failures;
        this.stored = new StoredState(
                (space, key) -> {
                    reads.countLookup();
                    return database.get(space, key, options);
                },
                decoded);
    }

    @Override
    public Head head() {
        @Nullable Head known = head;
        if (known == null) {
            known = read(stored::head);
            head = known;
        }
        return known;
    }

    @Override
    public Optional<Project> project(ProjectKey key) {
        return read(() -> stored.project(key));
    }

    @Override
    public Optional<Environment> environment(EnvironmentId id) {
        return read(() -> stored.environment(id));
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id) {
        return read(() -> stored.schema(id));
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id, Version version) {
        return read(() -> stored.schema(id, version));
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id) {
        return read(() -> stored.config(id));
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id, Version version) {
        return read(() -> stored.config(id, version));
    }

    @Override
    public Optional<Document> document(DocumentId id, Version version) {
        return read(() -> stored.document(id, version));
    }

    @Override
    public Optional<RequestRecord> request(RequestKey key) {
        return read(() -> stored.request(key));
    }

    @Override
    public Optional<RequestRecord> request(Origin origin, long sequence) {
        return read(() -> stored.request(origin, sequence));
    }

    @Override
    public <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return read(() -> stored.find(key));
    }

    @Override
    public <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        return read(() -> database.entities(range, limit, new Database.Scan(snapshot, null, reads)));
    }

    @Override
    public List<Project> projects(@Nullable ProjectKey after, int limit) {
        KeyRange all = KeyLayout.projects();
        return list(
                KeySpace.ENTITY,
                after == null ? all : all.after(KeyLayout.project(after)),
                Order.ASCENDING,
                Codec.PROJECT,
                project -> KeyLayout.project(project.key()),
                limit);
    }

    @Override
    public List<Environment> environments(ProjectKey project, @Nullable EnvironmentKey after, int limit) {
        KeyRange all = KeyLayout.environments(project);
        return list(
                KeySpace.ENTITY,
                after == null ? all : all.after(KeyLayout.environment(project, after)),
                Order.ASCENDING,
                Codec.ENVIRONMENT,
                environment -> KeyLayout.environment(environment.id()),
                limit);
    }

    @Override
    public List<SchemaVersion> schemas(ProjectKey project, @Nullable SchemaKey after, int limit) {
        KeyRange all = KeyLayout.schemas(project);
        return list(
                KeySpace.ENTITY,
                after == null ? all : all.after(KeyLayout.schema(project, after)),
                Order.ASCENDING,
                Codec.SCHEMA_VERSION,
                schema -> KeyLayout.schema(schema.id()),
                limit);
    }

    @Override
    public List<ConfigVersion> configs(EnvironmentId environment, String prefix, @Nullable ConfigKey after, int limit) {
        KeyRange all = KeyLayout.configs(environment, prefix);
        return list(
                KeySpace.CONFIG,
                after == null ? all : all.after(KeyLayout.config(environment, after)),
                Order.ASCENDING,
                Codec.CONFIG_VERSION,
                config -> KeyLayout.config(config.id()),
                limit);
    }

    @Override
    public List<SchemaVersion> versions(SchemaId id, @Nullable Version before, int limit) {
        return list(
                KeySpace.VERSION,
                history(id, before),
                Order.DESCENDING,
                Codec.SCHEMA_VERSION,
                schema -> KeyLayout.version(schema.id(), schema.version()),
                limit);
    }

    @Override
    public List<ConfigVersion> versions(ConfigId id, @Nullable Version before, int limit) {
        return list(
                KeySpace.VERSION,
                history(id, before),
                Order.DESCENDING,
                Codec.CONFIG_VERSION,
                config -> KeyLayout.version(config.id(), config.version()),
                limit);
    }

    @Override
    public List<Commit> commits(Revision from, int limit) {
        return list(
                KeySpace.JOURNAL,
                KeyLayout.commitsFrom(from),
                Order.ASCENDING,
                Codec.COMMIT,
                commit -> KeyLayout.commit(commit.revision()),
                limit);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        options.close();
        database.rocks().releaseSnapshot(snapshot);
        database.release();
    }

    private static KeyRange history(DocumentId id, @Nullable Version before) {
        KeyRange all = KeyLayout.versions(id);
        return before == null ? all : all.before(KeyLayout.version(id, before));
    }

    private <T> List<T> list(
            KeySpace space, KeyRange range, Order order, Codec<T> codec, Function<T, byte[]> keyOf, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing has a limit of 1 or more, got " + limit);
        }
        return read(() -> {
            List<T> found = new ArrayList<>();
            database.scan(space, range, order, new Database.Scan(snapshot, null, reads), (key, value) -> {
                found.add(StoredState.decode(space, key, value, codec, keyOf));
                return found.size() < limit;
            });
            return List.copyOf(found);
        });
    }

    private <T> T read(Supplier<T> reading) {
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
        try {
            return reading.get();
        } catch (StoreFailure failure) {
            failures.onFailure(failure);
            throw failure;
        }
    }
}
