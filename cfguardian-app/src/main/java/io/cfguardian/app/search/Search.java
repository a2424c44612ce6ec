package io.cfguardian.app.search;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.read.Source;
import io.cfguardian.domain.key.EnvironmentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Searches the documents that a caller may read. Where there is an index it names the candidates; otherwise, or while it
 * cannot be asked, the node's own store is gone through in the same order, a bounded part for each call. Either way the node decides, on what
 * it has stored itself, so both find the same, but for commits that the index does not have yet. Used by many threads; blocks the calling
 * (virtual) thread.
 */
public final class Search {

    private final Reads reads;
    private final DocumentReading reading;
    private final Consulted<SearchIndex> index;

    public Search(Reads reads, DocumentReading reading, Consulted<SearchIndex> index) {
        this.reads = reads;
        this.reading = reading;
        this.index = index;
    }

    /** Whether a page has all that there is up to its end. */
    public enum Extent {
        /** It is full, or there is no more. */
        WHOLE,
        /** It ends where the bound of the work was reached; there may be more after it. */
        CUT
    }

    /**
     * Some of what was found.
     *
     * @param items with their documents
     * @param next where to go on; null when there is no more
     */
    public record Findings(List<ConfigText> items, @Nullable VersionRef next, Source source, Extent extent) {
        public Findings {
            items = List.copyOf(items);
        }
    }

    /** What matches after {@code after}, at most {@code limit}. */
    public ReadResult<Findings> find(ReadRequest request, SearchQuery query, @Nullable VersionRef after, int limit) {
        if (!index.isUsable()) {
            return inStore(request, query, after, limit);
        }
        ReadResult<List<EnvironmentId>> places =
                reads.run(request, view -> new Hit<>(Places.of(query, request.actor(), view)));
        return switch (places) {
            case ReadResult.Refused<List<EnvironmentId>>(var refusal, var revision) ->
                new ReadResult.Refused<>(refusal, revision);
            case ReadResult.Found<List<EnvironmentId>>(List<EnvironmentId> readable, var revision) ->
                index.ask(one -> one.candidates(query, readable, after, limit * Scan.READ_PER_ITEM_MAX))
                        .map(candidates -> ofCandidates(request.again(), query, candidates, limit))
                        .orElseGet(() -> inStore(request.again(), query, after, limit));
        };
    }

    private ReadResult<Findings> ofCandidates(
            ReadRequest request, SearchQuery query, List<VersionRef> candidates, int limit) {
        return reads.run(request, view -> {
            // Asked again: rights and documents are those of this view.
            Map<EnvironmentId, Boolean> readable = new HashMap<>();
            Collecting found = new Collecting(query, reading, limit);
            for (VersionRef candidate : candidates) {
                if (readable.computeIfAbsent(
                                candidate.id().environmentId(),
                                place -> Places.include(place, query, request.actor(), view))
                        && !found.offer(candidate, view)) {
                    return new Hit<>(found.full(Source.INDEX));
                }
            }
            boolean more = candidates.size() == limit * Scan.READ_PER_ITEM_MAX;
            return new Hit<>(more ? found.cut(Source.INDEX) : found.ended(Source.INDEX));
        });
    }

    private ReadResult<Findings> inStore(
            ReadRequest request, SearchQuery query, @Nullable VersionRef after, int limit) {
        return reads.run(request, view -> {
            Collecting found = new Collecting(query, reading, limit);
            return new Hit<>(new Scanning(query, view).run(Places.of(query, request.actor(), view), after, found));
        });
    }
}
