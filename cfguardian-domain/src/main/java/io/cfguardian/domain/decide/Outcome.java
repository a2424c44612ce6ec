package io.cfguardian.domain.decide;

import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a command; what a retry under the same request id has again. */
public sealed interface Outcome {

    /**
     * It changed something.
     *
     * @param revision the commit
     * @param time the commit's log time
     * @param results one for each operation, in order; one for a command without operations
     */
    record Committed(Revision revision, Instant time, List<Result> results) implements Outcome {
        public Committed {
            results = List.copyOf(results);
        }
    }

    /**
     * Everything is already as asked; no commit was made.
     *
     * @param revision at which that was so
     */
    record Unchanged(Revision revision, List<Result> results) implements Outcome {
        public Unchanged {
            results = List.copyOf(results);
        }
    }

    /**
     * It was refused and changed nothing.
     *
     * @param revision at which the reason held
     */
    record Rejected(Revision revision, Rejection rejection) implements Outcome {}

    /**
     * What one operation did.
     *
     * @param version the document's version now, a tombstone's for a delete; null for projects and environments
     */
    record Result(Subject subject, @Nullable Version version, Effect effect) {}

    /** How a subject was changed. */
    enum Effect {
        /** It was not there before. */
        CREATED,
        /** It was there. */
        CHANGED,
        /** It is gone. */
        DELETED,
        /** It is as it was. */
        UNCHANGED
    }
}
