package io.cfguardian.app.search;

import io.cfguardian.domain.key.EnvironmentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows which versions a query may match. Takes a bounded time. Used by many threads. */
public interface SearchIndex {

    /**
     * At most {@code limit} versions after {@code after} that may match, in their order. All that match are among them, but those
     * that the index does not have yet; not all of them match.
     *
     * @param places where to look, all of them covered by the query
     * @throws io.cfguardian.app.projection.ProjectionUnavailable when it cannot be asked, or took too long
     */
    List<VersionRef> candidates(SearchQuery query, List<EnvironmentId> places, @Nullable VersionRef after, int limit);
}
