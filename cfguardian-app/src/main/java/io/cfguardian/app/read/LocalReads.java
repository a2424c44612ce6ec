package io.cfguardian.app.read;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.ReadResult.Refused;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.revision.Revision;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node answers about itself, and does to itself, for administrators. Rights are those that this node knows of, so no majority is
 * needed. Used by many threads.
 */
public final class LocalReads {

    private final Replica replica;

    public LocalReads(Replica replica) {
        this.replica = replica;
    }

    /** What {@code answer} gives, at the revision that the node has afterwards, if {@code actor} is an administrator. */
    public <T> ReadResult<T> forAdministrator(Actor actor, Supplier<T> answer) {
        Optional<Refusal> refusal;
        Revision revision;
        try (View view = replica.view()) {
            refusal = Writes.refusal(actor, Demand.EVERYTHING, view);
            revision = view.head().revision();
        }
        return refusal.<ReadResult<T>>map(because -> new Refused<>(because, revision))
                .orElseGet(() -> new Found<>(answer.get(), head()));
    }

    private Revision head() {
        try (View view = replica.view()) {
            return view.head().revision();
        }
    }
}
