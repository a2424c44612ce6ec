package io.cfguardian.app.search;

import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.domain.document.Document;
import java.util.Collections;
import java.util.List;

/** Whether documents match one query, within one budget of steps and bytes. Confined to one thread. */
final class Matching {

    private static final long STEPS_MAX = 20_000_000;
    private static final long BYTES_MAX = 64L << 20;

    private final SearchQuery query;
    private final DocumentReading reading;
    private final Steps steps = new Steps(STEPS_MAX);
    private long bytes;

    Matching(SearchQuery query, DocumentReading reading) {
        this.query = query;
        this.reading = reading;
    }

    /** What {@link JsonPath#match} says, of the words too. */
    Match match(Document document) {
        bytes += document.text().size() + (long) document.json().size();
        if (bytes > BYTES_MAX) {
            return Match.STEPS_USED_UP;
        }
        if (!query.words().isEmpty() && !hasWords(document)) {
            return Match.NOT_FOUND;
        }
        JsonPath path = query.path();
        return path == null ? Match.FOUND : path.match(reading.stored(document), steps);
    }

    private boolean hasWords(Document document) {
        List<String> all = Words.inOrder(document.text().utf8());
        return Collections.indexOfSubList(all, query.words()) >= 0;
    }
}
