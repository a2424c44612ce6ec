package io.cfguardian.faults.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a client asked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Request {

    /**
     * Changes that are made together or not at all; one, or several of different keys in a transaction.
     *
     * @param id the idempotency key, which no other write of the run has
     */
    record Write(String id, List<Change> changes) implements Request {

        public Write {
            changes = List.copyOf(changes);
        }
    }

    /** The newest version of a config. */
    record Read(String key, Consistency consistency) implements Request {}

    /** How new an answer has to be. */
    enum Consistency {
        /** As new as everything that was answered before the read began. */
        LINEARIZABLE,
        /** What the node happens to have. */
        STALE
    }
}
