package io.cfguardian.app.search;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.read.Source;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.search.Search.Extent;
import io.cfguardian.app.search.Search.Findings;
import io.cfguardian.app.search.SearchQuery.Versions;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of findings as it fills, within the bounds of one call. Confined to one thread. */
final class Collecting {

    /** What one call looks at, found or not. */
    private static final int DOCUMENTS_MAX = 20_000;

    /** A page ends with the document that passes this many bytes. */
    private static final long PAGE_BYTES = 8L << 20;

    private final SearchQuery query;
    private final Matching matching;
    private final int limit;
    private final List<ConfigText> items = new ArrayList<>();
    private @Nullable VersionRef last;
    private long pageBytes;
    private int seen;
    private Extent extent = Extent.WHOLE;

    Collecting(SearchQuery query, DocumentReading reading, int limit) {
        this.query = query;
        this.matching = new Matching(query, reading);
        this.limit = limit;
    }

    /**
     * Takes the version if it matches. Of a config whose newest version is asked for, that one is looked at whichever is offered.
     *
     * @return false when the page ends before it
     */
    boolean offer(VersionRef ref, View view) {
        if (items.size() == limit || pageBytes > PAGE_BYTES) {
            return false;
        }
        if (extent == Extent.CUT || seen == DOCUMENTS_MAX) {
            extent = Extent.CUT;
            return false;
        }
        seen++;
        last = ref;
        if (query.covers(ref.id())) {
            version(ref, view).filter(ConfigVersion::isLive).ifPresent(version -> look(version, view));
        }
        return true;
    }

    private Optional<ConfigVersion> version(VersionRef ref, View view) {
        return query.versions() == Versions.CURRENT ? view.config(ref.id()) : view.config(ref.id(), ref.version());
    }

    /** A document at which the bound is reached is left out: the page says that it is cut, and the next goes on behind it. */
    private void look(ConfigVersion version, View view) {
        Document document = view.document(version.id(), version.version()).orElseThrow();
        switch (matching.match(document)) {
            case FOUND -> {
                items.add(new ConfigText(version, document));
                pageBytes += document.json().size();
            }
            case NOT_FOUND -> {
                // Is not one of them.
            }
            case STEPS_USED_UP -> extent = Extent.CUT;
        }
    }

    /** The page that ended because something was offered that it did not take. */
    Findings full(Source source) {
        return new Findings(items, last, source, extent);
    }

    /** The page after which nothing was offered any more. */
    Findings ended(Source source) {
        return new Findings(items, extent == Extent.CUT ? last : null, source, extent);
    }

    /** The page that ended because there was no more to offer, though there is more. */
    Findings cut(Source source) {
        return new Findings(items, last, source, Extent.CUT);
    }
}
