package io.cfguardian.app.read;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Who reads, and how fresh it must be.
 *
 * @param minRevision wait until this node has applied it; null: do not
 */
public record ReadRequest(
        Actor actor, Consistency consistency, @Nullable Revision minRevision) {

    /** For another view after one that was opened for this request: it shows at least as much, for a node's state never goes back. */
    public ReadRequest again() {
        return new ReadRequest(actor, Consistency.STALE, null);
    }

    /** How fresh a read is. */
    public enum Consistency {
        /** It shows every commit that anybody was told of before the read began. */
        LINEARIZABLE,
        /** It shows what this node has, at once. */
        STALE
    }
}
