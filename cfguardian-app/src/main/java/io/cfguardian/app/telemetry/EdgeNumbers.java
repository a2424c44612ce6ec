package io.cfguardian.app.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the interface to clients does on one node.
 *
 * @param streams of commits that are open
 * @param longPolls that wait
 * @param slowestStream the revision up to which the slowest of them has got all, null when there is none
 * @param rateChecks requests that were counted since the start, by the name of the limit
 * @param rateRejections those of them that were too many
 * @param ratesShared whether limits hold for all nodes together at present
 * @param judgedAlone requests since the start that this node judged alone because the shared store was away
 */
public record EdgeNumbers(
        int streams,
        int longPolls,
        @Nullable Long slowestStream,
        Map<String, Long> rateChecks,
        Map<String, Long> rateRejections,
        Sharing ratesShared,
        long judgedAlone) {

    public EdgeNumbers {
        rateChecks = Collections.unmodifiableMap(new TreeMap<>(rateChecks));
        rateRejections = Collections.unmodifiableMap(new TreeMap<>(rateRejections));
    }

    /** For whom limits hold. */
    public enum Sharing {
        /** For each node alone. */
        ALONE,
        /** For all nodes together. */
        SHARED
    }
}
