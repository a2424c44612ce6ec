package io.cfguardian.app.audit;

import io.cfguardian.app.access.Access;
import io.cfguardian.app.access.Action;
import io.cfguardian.app.access.Authoriser;
import io.cfguardian.app.access.Authoriser.Place;
import io.cfguardian.app.access.Demand;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal as auditors read it. */
public final class Audit {

    private static final Demand WHOLE = new Demand(Action.OPERATE, Place.CLUSTER);

    private final Reads reads;
    private final Authoriser authoriser;

    public Audit(Reads reads, Authoriser authoriser) {
        this.reads = reads;
        this.authoriser = authoriser;
    }

    /**
     * The end of the chain.
     *
     * @param time the log time of the last commit, the epoch before the first
     */
    public record ChainHead(Revision revision, Hash hash, Instant time) {}

    /**
     * Which commits to list.
     *
     * @param project null for all that the caller may see
     * @param from the first revision
     * @param to the last revision, null for no end
     */
    public record Selection(
            @Nullable ProjectKey project,
            Revision from,
            @Nullable Revision to) {}

    /** The end of the chain. Any caller that may see something may see it: it shows nothing but a number and a hash. */
    public ReadResult<ChainHead> head(ReadRequest request) {
        return reads.run(request, view -> {
            Revision last = view.head().revision();
            Instant time =
                    view.commits(last, 1).stream().map(Commit::time).findFirst().orElse(Instant.EPOCH);
            return new Hit<>(new ChainHead(last, view.head().chainHash(), time));
        });
    }

    /** The commits of the selection that the caller may see, oldest first, after {@code after}. */
    public ReadResult<Page<Commit, Revision>> list(
            ReadRequest request, Selection selection, @Nullable Revision after, int limit) {
        return reads.run(
                request,
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        (last, count) -> commits(view, selection, last, count),
                        Commit::revision,
                        commit -> isSelected(commit, selection) && isVisible(commit, request, view))));
    }

    /** Consecutive commits of the whole journal from {@code from} on; an export is made of many such chunks. */
    public ReadResult<List<Commit>> export(ReadRequest request, Revision from, int limit) {
        return reads.run(request, WHOLE, view -> new Hit<>(view.commits(from, limit)));
    }

    private static List<Commit> commits(View view, Selection selection, @Nullable Revision last, int limit) {
        Revision from = last == null ? selection.from() : last.next();
        Revision to = selection.to();
        if (to == null) {
            return view.commits(from, limit);
        }
        long left = to.value() - from.value() + 1;
        return left <= 0 ? List.of() : view.commits(from, (int) Math.min(left, limit));
    }

    private static boolean isSelected(Commit commit, Selection selection) {
        ProjectKey project = selection.project();
        return project == null || project(commit).equals(project);
    }

    private boolean isVisible(Commit commit, ReadRequest request, View view) {
        return authoriser.decide(request.principal(), Action.READ, Place.of(project(commit)), view) == Access.GRANTED;
    }

    /** A commit is about one project. */
    private static ProjectKey project(Commit commit) {
        return commit.events().getFirst().subject().owner();
    }
}
