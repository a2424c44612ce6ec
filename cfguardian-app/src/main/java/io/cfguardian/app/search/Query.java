package io.cfguardian.app.search;

import java.util.List;

/**
 * Where to begin in a document and which way to go: a whole JSONPath, or a query inside a filter.
 *
 * @param segments the way, empty for the origin itself
 */
public record Query(Origin origin, List<Segment> segments) {

    /** Where a query begins. */
    public enum Origin {

        /** {@code $}: the document. */
        ROOT,

        /** {@code @}: the node that a filter is asked about. */
        CURRENT
    }

    public Query {
        segments = List.copyOf(segments);
    }

    /** Whether its form lets it select at most one node: each segment is one name or one index. */
    public boolean isSingular() {
        return segments.stream().allMatch(Query::isSingular);
    }

    private static boolean isSingular(Segment segment) {
        return switch (segment) {
            case Segment.Child(List<Selector> selectors) ->
                selectors.size() == 1
                        && (selectors.getFirst() instanceof Selector.Name
                                || selectors.getFirst() instanceof Selector.Index);
            case Segment.Descendant ignored -> false;
        };
    }
}
