package io.cfguardian.app.audit;

import io.cfguardian.domain.revision.Revision;
import java.util.List;

/** Knows which commits a filter may accept. Takes a bounded time. Used by many threads. */
@FunctionalInterface
public interface AuditIndex {

    /**
     * At most {@code limit} commits from {@code from} to {@code to} that may be accepted.
     *
     * @throws io.cfguardian.app.projection.ProjectionUnavailable when it cannot be asked, or took too long
     */
    Candidates candidates(CommitFilter filter, Revision from, Revision to, int limit);

    /**
     * What it knows.
     *
     * @param revisions in their order; all up to {@code upTo} that are accepted are among them, not all of them are accepted
     * @param upTo how far it looked: at most to the end that was asked for, and less when the index has not come so far
     */
    record Candidates(List<Revision> revisions, Revision upTo) {
        public Candidates {
            revisions = List.copyOf(revisions);
        }
    }
}
