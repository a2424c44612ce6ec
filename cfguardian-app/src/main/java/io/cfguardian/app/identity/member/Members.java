package io.cfguardian.app.identity.member;

import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Reads.Lookup;
import io.cfguardian.app.read.Reads.Miss;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Looks up who has which role in a project. Whoever has any role in it may know: those are the names under which its
 * history is written. Used by many threads.
 */
public final class Members {

    private final Reads reads;

    public Members(Reads reads) {
        this.reads = reads;
    }

    /** The members after {@code after}, in the order of their names. */
    public ReadResult<Page<Membership, Principal>> list(
            ReadRequest request, ProjectKey project, @Nullable Principal after, int limit) {
        return reads.run(
                request,
                seeing(project),
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        (last, count) -> view.list(
                                EntityRange.members(project)
                                        .after(last == null ? null : EntityKey.of(new MemberId(project, last))),
                                count),
                        member -> member.id().principal(),
                        member -> true)));
    }

    /** One member. */
    public ReadResult<Membership> member(ReadRequest request, MemberId id) {
        return reads.run(
                request,
                seeing(id.project()),
                view -> view.find(EntityKey.of(id))
                        .<Lookup<Membership>>map(Hit::new)
                        .orElseGet(() -> new Miss<>(new Refusal.NotFound(id))));
    }

    private static Demand seeing(ProjectKey project) {
        return new Demand(Action.SEE, Place.of(project));
    }
}
