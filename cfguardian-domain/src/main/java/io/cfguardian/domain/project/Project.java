package io.cfguardian.domain.project;

import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * A project: the unit of isolation. A deleted one stays known and its key is never given again, so that a name in the
 * history means one project for ever and nobody inherits another team's past.
 *
 * @param key its name
 * @param description for people; at most {@link Limit#DESCRIPTION_CHARS}
 * @param created the commit that made it
 * @param changed the revision that last changed its own fields
 * @param environments how many it has
 * @param schemas how many it has
 * @param deleted the commit that removed it, null while it is live
 */
public record Project(
        ProjectKey key,
        String description,
        Stamp created,
        Revision changed,
        long environments,
        long schemas,
        @Nullable Stamp deleted) {

    /** A project as it begins. */
    public static Project create(ProjectKey key, String description, Stamp created) {
        return new Project(key, description, created, created.revision(), 0, 0, null);
    }

    /** Whether it has not been deleted. */
    public boolean isLive() {
        return deleted == null;
    }

    /** This project with another description, as of {@code revision}. */
    public Project describe(String text, Revision revision) {
        return new Project(key, text, created, revision, environments, schemas, deleted);
    }

    /** This project with {@code delta} environments more. */
    public Project addEnvironments(long delta) {
        return new Project(key, description, created, changed, environments + delta, schemas, deleted);
    }

    /** This project with one schema more. */
    public Project addSchema() {
        return new Project(key, description, created, changed, environments, schemas + 1, deleted);
    }

    /** This project removed by {@code stamp}. */
    public Project delete(Stamp stamp) {
        return new Project(key, description, created, stamp.revision(), environments, schemas, stamp);
    }
}
