package io.cfguardian.domain.project;

import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;

/**
 * An environment of a project.
 *
 * @param id its name and project
 * @param description for people; at most {@link Limit#DESCRIPTION_CHARS}
 * @param schemas whether its configs must name a schema
 * @param created the commit that made it
 * @param changed the revision that last changed its own fields
 * @param configs how many live configs it has
 */
public record Environment(
        EnvironmentId id, String description, SchemaDemand schemas, Stamp created, Revision changed, long configs) {

    /** This environment with other fields of its own, as of {@code revision}. */
    public Environment describe(String text, SchemaDemand demand, Revision revision) {
        return new Environment(id, text, demand, created, revision, configs);
    }

    /** This environment with {@code delta} live configs more. */
    public Environment addConfigs(long delta) {
        return new Environment(id, description, schemas, created, changed, configs + delta);
    }
}
