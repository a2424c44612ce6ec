package io.cfguardian.domain.state;

import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
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
import java.util.List;
import java.util.Optional;

/**
 * What deciding may read. Every method costs a bounded number of look-ups by key, whatever the state holds. Between two
 * writes every read sees the same state.
 */
public interface State {

    /** Where the state stands. */
    Head head();

    /** The project of this key, deleted ones included. */
    Optional<Project> project(ProjectKey key);

    /** The environment, unless it was deleted. */
    Optional<Environment> environment(EnvironmentId id);

    /** The newest version of a schema. */
    Optional<SchemaVersion> schema(SchemaId id);

    /** The newest version of a config, which may be a tombstone. */
    Optional<ConfigVersion> config(ConfigId id);

    /** The remembered answer to a request. */
    Optional<RequestRecord> request(RequestKey key);

    /** The remembered answer at a place in a window. */
    Optional<RequestRecord> request(Origin origin, long sequence);

    /** What lies under a key of the identity state. */
    <E extends Entity> Optional<E> find(EntityKey<E> key);

    /** At most {@code limit} of a range of the identity state. */
    <E extends Entity> List<E> list(EntityRange<E> range, int limit);
}
