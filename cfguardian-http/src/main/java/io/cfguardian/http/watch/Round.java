package io.cfguardian.http.watch;

import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.watch.Portion.Ask;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What streams are told when the journal has come to a revision. All that are at the same place of the same watch share one
 * portion, made for the first of them. Used by many threads.
 */
final class Round {

    /** What is longer than this in all is made for each stream anew. */
    private static final long SHARED_BYTES_MAX = 4 << 20;

    /** What a shared portion takes beside its bytes, in this reckoning. */
    private static final int PORTION_BYTES = 256;

    private final Revision head;
    private final Map<Ask, Portion> shared = new ConcurrentHashMap<>();
    private final AtomicLong sharedBytes = new AtomicLong();

    /** @param head the revision; portions may have come further */
    Round(Revision head) {
        this.head = head;
    }

    Revision head() {
        return head;
    }

    Portion portion(Ask ask) {
        Portion known = shared.get(ask);
        if (known != null) {
            return known;
        }
        Portion made = Portion.of(ask);
        if (made instanceof Portion.Events events) {
            int bytes = PORTION_BYTES + events.bytes().remaining();
            if (sharedBytes.addAndGet(bytes) <= SHARED_BYTES_MAX) {
                shared.put(ask, made);
            }
        }
        return made;
    }
}
