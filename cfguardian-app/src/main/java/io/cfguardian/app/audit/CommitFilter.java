package io.cfguardian.app.audit;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Which commits to list: those by the author of which one change is all of the rest; what is null does not matter.
 *
 * @param author who asked for the commit
 * @param project what changed belongs to it
 * @param environment what changed is it, or lies in it
 * @param key the name of the config or schema that changed
 * @param kind what happened
 */
public record CommitFilter(
        @Nullable Principal author,
        @Nullable ProjectKey project,
        @Nullable EnvironmentKey environment,
        @Nullable String key,
        @Nullable EventKind kind) {

    /** All commits. */
    public static final CommitFilter ALL = new CommitFilter(null, null, null, null, null);

    boolean accepts(Commit commit) {
        return (author == null || author.equals(commit.author()))
                && commit.events().stream().anyMatch(this::accepts);
    }

    private boolean accepts(Event event) {
        ChangePlace place = ChangePlace.of(event);
        return (project == null || project.equals(place.project()))
                && (environment == null || environment.equals(place.environment()))
                && (key == null || key.equals(place.key()))
                && (kind == null || kind == EventKind.of(event));
    }
}
