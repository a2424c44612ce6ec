package io.cfguardian.app.search;

import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which documents to find: those for which all of it holds.
 *
 * @param words next to each other and in this order in the document's text, as {@link Words} has them; none: any text
 * @param path selects something in the document; null: any value
 * @param project in this project; null: in any
 * @param environment in an environment of this name; null: in any
 * @param prefix the config's key begins with it; empty: any key
 * @param versions of each config
 */
public record SearchQuery(
        List<String> words,
        @Nullable JsonPath path,
        @Nullable ProjectKey project,
        @Nullable EnvironmentKey environment,
        String prefix,
        Versions versions) {

    /** Which versions of a config. */
    public enum Versions {
        /** The newest, unless it is deleted. */
        CURRENT,
        /** All that have a document. */
        ALL
    }

    public SearchQuery {
        words = List.copyOf(words);
        if (words.isEmpty() && path == null) {
            throw new IllegalArgumentException("a search asks for words, or by a path");
        }
    }

    /** Whether configs of {@code place} can be meant. */
    boolean covers(EnvironmentId place) {
        return (project == null || project.equals(place.project()))
                && (environment == null || environment.equals(place.key()));
    }

    boolean covers(ConfigId id) {
        return covers(id.environmentId()) && id.key().value().startsWith(prefix);
    }
}
