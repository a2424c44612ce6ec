package io.cfguardian.domain.state;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.schema.SchemaVersion;
import org.jspecify.annotations.Nullable;

/**
 * The writes that follow from a decision. All writes of one transition become visible to the {@link State} they belong
 * to before the next command is decided, and durable together or not at all.
 */
public interface StateWriter {

    /** Sets where the state stands. */
    void head(Head head);

    /** Adds or replaces a project. */
    void put(Project project);

    /** Adds or replaces an environment. */
    void put(Environment environment);

    /** Removes an environment. */
    void remove(EnvironmentId id);

    /** Adds a schema's version, which becomes its newest, with its text. */
    void append(SchemaVersion version, Document document);

    /**
     * Adds a config's version, which becomes its newest.
     *
     * @param document its text, null for a tombstone
     */
    void append(ConfigVersion version, @Nullable Document document);

    /** Adds a commit to the journal. */
    void append(Commit commit);

    /** Remembers an answer. */
    void put(RequestRecord answer);

    /** Forgets an answer. */
    void remove(RequestRecord answer);

    /** Adds or replaces what lies under the entity's key. */
    void put(Entity entity);

    /** Removes what lies under a key of the identity state. */
    void remove(EntityKey<?> key);
}
