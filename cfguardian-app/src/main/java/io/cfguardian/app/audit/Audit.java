package io.cfguardian.app.audit;

import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The journal as auditors read it. */
public final class Audit {

    private final Reads reads;

    public Audit(Reads reads) {
        this.reads = reads;
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
        return reads.run(request, Demand.EVERYTHING, view -> new Hit<>(view.commits(from, limit)));
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
        return project == null || owner(commit).filter(project::equals).isPresent();
    }

    /** Whether the caller may read every place that the commit changed. */
    private static boolean isVisible(Commit commit, ReadRequest request, View view) {
        return commit.events().stream()
                .map(event -> reading(event.subject()))
                .distinct()
                .allMatch(demand -> Rights.of(request.actor(), demand, view) == Access.GRANTED);
    }

    private static Demand reading(Subject subject) {
        return switch (subject) {
            case ProjectKey project -> new Demand(Action.READ, Place.of(project));
            case EnvironmentId environment ->
                new Demand(Action.READ, Place.of(environment.project(), environment.key()));
            case SchemaId schema -> new Demand(Action.READ, Place.of(schema.project()));
            case ConfigId config -> new Demand(Action.READ, Place.of(config.project(), config.environment()));
            case MemberId member -> new Demand(Action.ADMINISTER, Place.of(member.project()));
            case ServiceTokenId token -> new Demand(Action.ADMINISTER, Place.of(token.project()));
            case UserId ignored -> Demand.EVERYTHING;
            case IdentityPart ignored -> Demand.EVERYTHING;
            case NodeId ignored -> Demand.EVERYTHING;
            case ClusterPart ignored -> Demand.EVERYTHING;
        };
    }

    /** The project that a commit is about; nothing when it is about the cluster. */
    private static Optional<ProjectKey> owner(Commit commit) {
        return commit.events().getFirst().subject().owner();
    }
}
