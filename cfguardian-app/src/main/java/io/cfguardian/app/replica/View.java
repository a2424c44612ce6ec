package io.cfguardian.app.replica;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
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
import io.cfguardian.domain.state.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state and its history as of one revision; later commits do not show. A listing reads at most {@code limit} entries
 * however large the store is, in the order of keys or versions. Confined to one thread; must be closed, soon, because
 * an open view keeps old data from being dropped.
 */
public interface View extends State, AutoCloseable {

    /** Projects after {@code after} (null: from the first), deleted ones included. */
    List<Project> projects(@Nullable ProjectKey after, int limit);

    /** A project's environments after {@code after} (null: from the first). */
    List<Environment> environments(ProjectKey project, @Nullable EnvironmentKey after, int limit);

    /** The newest version of each of a project's schemas after {@code after} (null: from the first). */
    List<SchemaVersion> schemas(ProjectKey project, @Nullable SchemaKey after, int limit);

    /**
     * The newest version of each of an environment's configs, tombstones included.
     *
     * @param prefix only keys that begin with it; empty for all
     * @param after only keys after it; null: from the first
     */
    List<ConfigVersion> configs(EnvironmentId environment, String prefix, @Nullable ConfigKey after, int limit);

    /** One version of a schema. */
    Optional<SchemaVersion> schema(SchemaId id, Version version);

    /** One version of a config. */
    Optional<ConfigVersion> config(ConfigId id, Version version);

    /** A schema's versions before {@code before} (null: from the newest), newest first. */
    List<SchemaVersion> versions(SchemaId id, @Nullable Version before, int limit);

    /** A config's versions before {@code before} (null: from the newest), newest first. */
    List<ConfigVersion> versions(ConfigId id, @Nullable Version before, int limit);

    /** The text of one version; nothing for a tombstone. */
    Optional<Document> document(DocumentId id, Version version);

    /** The journal from {@code from} on, that revision included. */
    List<Commit> commits(Revision from, int limit);

    @Override
    void close();
}
