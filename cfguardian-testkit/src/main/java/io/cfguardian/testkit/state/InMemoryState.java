package io.cfguardian.testkit.state;

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
import io.cfguardian.domain.state.StateWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state in sorted maps: what a store must do, with nothing clever. It is its own view, live; {@link #view}
 * gives one that stays. Not thread-safe.
 */
public final class InMemoryState implements StateWriter, View {

    private final SortedMap<ProjectKey, Project> projects = new TreeMap<>();
    private final SortedMap<ProjectKey, SortedMap<EnvironmentKey, Environment>> environments = new TreeMap<>();
    private final SortedMap<ProjectKey, SortedMap<SchemaKey, NavigableMap<Version, SchemaVersion>>> schemas =
            new TreeMap<>();
    private final SortedMap<EnvironmentId, SortedMap<ConfigKey, NavigableMap<Version, ConfigVersion>>> configs =
            new TreeMap<>(Comparator.comparing(EnvironmentId::project).thenComparing(EnvironmentId::key));
    private final SortedMap<DocumentVersion, Document> documents = new TreeMap<>(DocumentVersion.ORDER);
    private final SortedMap<Revision, Commit> journal = new TreeMap<>();
    private final SortedMap<RequestKey, RequestRecord> requestsByKey = new TreeMap<>(
            Comparator.comparing((RequestKey key) -> key.principal().name())
                    .thenComparing(key -> key.id().origin())
                    .thenComparing(key -> key.id().value()));
    private final Map<Origin, SortedMap<Long, RequestRecord>> requestsBySequence =
            new TreeMap<>(Map.of(Origin.CLIENT, new TreeMap<>(), Origin.NODE, new TreeMap<>()));
    private final InMemoryEntities entities = new InMemoryEntities();
    private Head head = Head.EMPTY;

    /** The place of one document. */
    private record DocumentVersion(String kind, String id, Version version) {

        static final Comparator<DocumentVersion> ORDER = Comparator.comparing(DocumentVersion::kind)
                .thenComparing(DocumentVersion::id)
                .thenComparing(DocumentVersion::version);

        static DocumentVersion of(DocumentId id, Version version) {
            return switch (id) {
                case SchemaId schema -> new DocumentVersion("schema", schema.toString(), version);
                case ConfigId config -> new DocumentVersion("config", config.toString(), version);
            };
        }
    }

    /** A copy that later writes do not change. */
    public View view() {
        InMemoryState copy = new InMemoryState();
        copy.head = head;
        copy.projects.putAll(projects);
        environments.forEach((project, inProject) -> copy.environments.put(project, new TreeMap<>(inProject)));
        schemas.forEach((project, inProject) -> inProject.forEach((key, versions) -> copy.schemas
                .computeIfAbsent(project, ignored -> new TreeMap<>())
                .put(key, new TreeMap<>(versions))));
        configs.forEach((environment, inEnvironment) -> inEnvironment.forEach((key, versions) -> copy.configs
                .computeIfAbsent(environment, ignored -> new TreeMap<>())
                .put(key, new TreeMap<>(versions))));
        copy.documents.putAll(documents);
        copy.journal.putAll(journal);
        copy.requestsByKey.putAll(requestsByKey);
        requestsBySequence.forEach((origin, records) -> copy.requestsBySequence.put(origin, new TreeMap<>(records)));
        copy.entities.putAll(entities);
        return copy;
    }

    // What deciding reads.

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Optional<Project> project(ProjectKey key) {
        return Optional.ofNullable(projects.get(key));
    }

    @Override
    public Optional<Environment> environment(EnvironmentId id) {
        return Optional.ofNullable(
                environments.getOrDefault(id.project(), new TreeMap<>()).get(id.key()));
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id) {
        return Optional.ofNullable(history(id).lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id) {
        return Optional.ofNullable(history(id).lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public Optional<RequestRecord> request(RequestKey key) {
        return Optional.ofNullable(requestsByKey.get(key));
    }

    @Override
    public Optional<RequestRecord> request(Origin origin, long sequence) {
        return Optional.ofNullable(bySequence(origin).get(sequence));
    }

    @Override
    public <E extends Entity> Optional<E> find(EntityKey<E> key) {
        return entities.find(key);
    }

    @Override
    public <E extends Entity> List<E> list(EntityRange<E> range, int limit) {
        return entities.list(range, limit);
    }

    // Listings and history.

    @Override
    public List<Project> projects(@Nullable ProjectKey after, int limit) {
        return after(projects, after).limit(limit).toList();
    }

    @Override
    public List<Environment> environments(ProjectKey project, @Nullable EnvironmentKey after, int limit) {
        return after(environments.getOrDefault(project, new TreeMap<>()), after)
                .limit(limit)
                .toList();
    }

    @Override
    public List<SchemaVersion> schemas(ProjectKey project, @Nullable SchemaKey after, int limit) {
        return after(schemas.getOrDefault(project, new TreeMap<>()), after)
                .limit(limit)
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    @Override
    public List<ConfigVersion> configs(EnvironmentId environment, String prefix, @Nullable ConfigKey after, int limit) {
        return after(configs.getOrDefault(environment, new TreeMap<>()), after)
                .map(versions -> versions.lastEntry().getValue())
                .filter(config -> config.id().key().value().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<SchemaVersion> schema(SchemaId id, Version version) {
        return Optional.ofNullable(history(id).get(version));
    }

    @Override
    public Optional<ConfigVersion> config(ConfigId id, Version version) {
        return Optional.ofNullable(history(id).get(version));
    }

    @Override
    public List<SchemaVersion> versions(SchemaId id, @Nullable Version before, int limit) {
        return before(history(id), before).limit(limit).toList();
    }

    @Override
    public List<ConfigVersion> versions(ConfigId id, @Nullable Version before, int limit) {
        return before(history(id), before).limit(limit).toList();
    }

    @Override
    public Optional<Document> document(DocumentId id, Version version) {
        return Optional.ofNullable(documents.get(DocumentVersion.of(id, version)));
    }

    @Override
    public List<Commit> commits(Revision from, int limit) {
        return journal.tailMap(from).values().stream().limit(limit).toList();
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }

    // What follows from a decision.

    @Override
    public void head(Head head) {
        this.head = head;
    }

    @Override
    public void put(Project project) {
        projects.put(project.key(), project);
    }

    @Override
    public void put(Environment environment) {
        EnvironmentId id = environment.id();
        environments.computeIfAbsent(id.project(), ignored -> new TreeMap<>()).put(id.key(), environment);
    }

    @Override
    public void remove(EnvironmentId id) {
        environments.getOrDefault(id.project(), new TreeMap<>()).remove(id.key());
    }

    @Override
    public void append(SchemaVersion version, Document document) {
        SchemaId id = version.id();
        schemas.computeIfAbsent(id.project(), ignored -> new TreeMap<>())
                .computeIfAbsent(id.key(), ignored -> new TreeMap<>())
                .put(version.version(), version);
        documents.put(DocumentVersion.of(id, version.version()), document);
    }

    @Override
    public void append(ConfigVersion version, @Nullable Document document) {
        ConfigId id = version.id();
        configs.computeIfAbsent(id.environmentId(), ignored -> new TreeMap<>())
                .computeIfAbsent(id.key(), ignored -> new TreeMap<>())
                .put(version.version(), version);
        if (document != null) {
            documents.put(DocumentVersion.of(id, version.version()), document);
        }
    }

    @Override
    public void append(Commit commit) {
        journal.put(commit.revision(), commit);
    }

    @Override
    public void put(RequestRecord answer) {
        requestsByKey.put(answer.key(), answer);
        bySequence(answer.key().id().origin()).put(answer.sequence(), answer);
    }

    @Override
    public void remove(RequestRecord answer) {
        requestsByKey.remove(answer.key());
        bySequence(answer.key().id().origin()).remove(answer.sequence());
    }

    @Override
    public void put(Entity entity) {
        entities.put(entity);
    }

    @Override
    public void remove(EntityKey<?> key) {
        entities.remove(key);
    }

    private NavigableMap<Version, SchemaVersion> history(SchemaId id) {
        return schemas.getOrDefault(id.project(), new TreeMap<>()).getOrDefault(id.key(), new TreeMap<>());
    }

    private NavigableMap<Version, ConfigVersion> history(ConfigId id) {
        return configs.getOrDefault(id.environmentId(), new TreeMap<>()).getOrDefault(id.key(), new TreeMap<>());
    }

    private SortedMap<Long, RequestRecord> bySequence(Origin origin) {
        return requestsBySequence.getOrDefault(origin, new TreeMap<>());
    }

    private static <K extends Comparable<K>, V> Stream<V> after(SortedMap<K, V> map, @Nullable K after) {
        return map.entrySet().stream()
                .filter(entry -> after == null || entry.getKey().compareTo(after) > 0)
                .map(Map.Entry::getValue);
    }

    private static <V> Stream<V> before(NavigableMap<Version, V> history, @Nullable Version before) {
        return history.descendingMap().entrySet().stream()
                .filter(entry -> before == null || entry.getKey().compareTo(before) < 0)
                .map(Map.Entry::getValue);
    }
}
