package io.cfguardian.app.search;

import io.cfguardian.app.read.Source;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.search.Search.Findings;
import io.cfguardian.app.search.SearchQuery.Versions;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.revision.Version;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a store in the order in which searches find. Confined to one thread. */
final class Scanning {

    private static final Comparator<EnvironmentId> BY_NAME = Comparator.comparing(
                    (EnvironmentId id) -> id.project().value())
            .thenComparing(id -> id.key().value());

    private static final int CHUNK = 200;

    private final SearchQuery query;
    private final View view;

    Scanning(SearchQuery query, View view) {
        this.query = query;
        this.view = view;
    }

    /** Offers what lies in {@code places} after {@code after} until the page is full. */
    Findings run(List<EnvironmentId> places, @Nullable VersionRef after, Collecting found) {
        for (EnvironmentId place : places) {
            int order = after == null ? 1 : BY_NAME.compare(place, after.id().environmentId());
            if (order >= 0 && !in(place, order == 0 ? after : null, found)) {
                return found.full(Source.STORE);
            }
        }
        return found.ended(Source.STORE);
    }

    private boolean in(EnvironmentId place, @Nullable VersionRef after, Collecting found) {
        @Nullable ConfigKey last = null;
        if (after != null) {
            last = after.id().key();
            if (query.versions() == Versions.ALL
                    && !versions(after.id(), after.version().value() + 1, found)) {
                return false;
            }
        }
        List<ConfigVersion> some = view.configs(place, query.prefix(), last, CHUNK);
        while (!some.isEmpty()) {
            for (ConfigVersion newest : some) {
                if (!one(newest, found)) {
                    return false;
                }
            }
            some = view.configs(place, query.prefix(), some.getLast().id().key(), CHUNK);
        }
        return true;
    }

    private boolean one(ConfigVersion newest, Collecting found) {
        return switch (query.versions()) {
            case CURRENT -> found.offer(new VersionRef(newest.id(), newest.version()), view);
            case ALL -> versions(newest.id(), 1, found);
        };
    }

    private boolean versions(ConfigId id, long first, Collecting found) {
        long newest = view.config(id).map(version -> version.version().value()).orElse(0L);
        for (long version = first; version <= newest; version++) {
            if (!found.offer(new VersionRef(id, new Version(version)), view)) {
                return false;
            }
        }
        return true;
    }
}
