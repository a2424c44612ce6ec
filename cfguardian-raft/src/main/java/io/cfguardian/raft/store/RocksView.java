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
import io.cfguardian.raft.store.Database.Order;
import io.cfguardian.raft.store.Table.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A view of one moment. It keeps its database open, so one that is older than a restore goes on working. */
final class RocksView implements View {

    private final Moment moment;
    private final ReadCounter reads;
    private final StoreFailureListener failures;
    private final StoredState stored;
    private boolean closed;

    /** Takes over one hold on {@code moment}. */
    RocksView(Moment moment, ReadCounter reads, StoreFailureListener failures) {
        this.moment = moment;
        this.reads = reads;
        this.failures = failures;
        this.stored = new StoredState((space, key) -> {
            reads.countLookup();
            return moment.database().get(space, key, moment.options());
        });
    }

    @Override
    public Head head() {
        return moment.position().head();
    }

    @Override
    public Optional<Project> project(ProjectKey key) {
        return find(Table.PROJECTS, key);
    }

    @Override
    public Optional<Environment> environment(EnvironmentId id) {
        return find(Table.ENVIRONMENTS, id);
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id) {
        return find(Table.SCHEMAS, id);
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id, Version version) {
        return schema(id)
                .filter(newest -> newest.version().equals(version))
                .or(() -> read(() -> stored.find(Table.SCHEMA_VERSIONS, new Edition(id, version))));
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id) {
        return find(Table.CONFIGS, id);
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id, Version version) {
        // Mostly the newest is asked for, which is in memory.
        return config(id)
                .filter(newest -> newest.version().equals(version))
                .or(() -> read(() -> stored.find(Table.CONFIG_VERSIONS, new Edition(id, version))));
    }

    @Override
    public Optional<Document> document(DocumentId id, Version version) {
        return find(Table.DOCUMENTS, new Edition(id, version));
    }

    @Override
    public Optional<RequestRecord> request(RequestKey key) {
        return read(() -> stored.find(Table.REQUESTS, key));
    }

    @Override
    public Optional<RequestRecord> request(Origin origin, long sequence) {
        return read(() -> stored.request(origin, sequence));
    }

    @Override
    public <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return find(Table.ENTITIES, key).map(key.kind().type()::cast);
    }

    @Override
    public <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        return read(() -> moment.database().entities(range, limit, scan()));
    }

    @Override
    public List<Project> projects(@Nullable ProjectKey after, int limit) {
        KeyRange all = KeyLayout.projects();
        return list(Table.PROJECTS, after == null ? all : all.after(KeyLayout.project(after)), Order.ASCENDING, limit);
    }

    @Override
    public List<Environment> environments(ProjectKey project, @Nullable EnvironmentKey after, int limit) {
        KeyRange all = KeyLayout.environments(project);
        return list(
                Table.ENVIRONMENTS,
                after == null ? all : all.after(KeyLayout.environment(project, after)),
                Order.ASCENDING,
                limit);
    }

    @Override
    public List<SchemaVersion> schemas(ProjectKey project, @Nullable SchemaKey after, int limit) {
        KeyRange all = KeyLayout.schemas(project);
        return list(
                Table.SCHEMAS,
                after == null ? all : all.after(KeyLayout.schema(project, after)),
                Order.ASCENDING,
                limit);
    }

    @Override
    public List<ConfigVersion> configs(EnvironmentId environment, String prefix, @Nullable ConfigKey after, int limit) {
        KeyRange all = KeyLayout.configs(environment, prefix);
        return list(
                Table.CONFIGS,
                after == null ? all : all.after(KeyLayout.config(environment, after)),
                Order.ASCENDING,
                limit);
    }

    @Override
    public List<SchemaVersion> versions(SchemaId id, @Nullable Version before, int limit) {
        return list(Table.SCHEMA_VERSIONS, history(id, before), Order.DESCENDING, limit);
    }

    @Override
    public List<ConfigVersion> versions(ConfigId id, @Nullable Version before, int limit) {
        return list(Table.CONFIG_VERSIONS, history(id, before), Order.DESCENDING, limit);
    }

    @Override
    public List<Commit> commits(Revision from, int limit) {
        return list(Table.JOURNAL, KeyLayout.commitsFrom(from), Order.ASCENDING, limit);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        moment.release();
    }

    private static KeyRange history(DocumentId id, @Nullable Version before) {
        KeyRange all = KeyLayout.versions(id);
        return before == null ? all : all.before(KeyLayout.version(id, before));
    }

    private <I, V> Optional<V> find(Table<I, V> table, I id) {
        return read(() -> moment.kept().find(id, moment.position().index(), () -> stored.find(table, id)));
    }

    private <V> List<V> list(Table<?, V> table, KeyRange range, Order order, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a listing has a limit of 1 or more, got " + limit);
        }
        return read(() -> {
            List<V> found = new ArrayList<>();
            moment.database().scan(table.space(), range, order, scan(), (key, value) -> {
                found.add(table.decode(key, value));
                return found.size() < limit;
            });
            return List.copyOf(found);
        });
    }

    private Database.Scan scan() {
        return new Database.Scan(moment.snapshot(), null, reads);
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
