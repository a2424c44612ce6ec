package io.cfguardian.app.audit;

import io.cfguardian.app.audit.AuditIndex.Candidates;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.app.read.Source;
import io.cfguardian.app.read.Timeline;
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

/**
 * The journal as auditors read it. Where there is an index it names the commits that a filter may accept, as far as it has come; the rest, and all of it
 * where there is none, the node looks through itself, a bounded part for each call. Either way the node decides, on its own journal. Used by many
 * threads; blocks the calling (virtual) thread.
 */
public final class Audit {

    private final Reads reads;
    private final Consulted<AuditIndex> index;

    public Audit(Reads reads, Consulted<AuditIndex> index) {
        this.reads = reads;
        this.index = index;
    }

    /**
     * The end of the chain.
     *
     * @param time the log time of the last commit, the epoch before the first
     */
    public record ChainHead(Revision revision, Hash hash, Instant time) {}

    /**
     * Where in the journal to look; both bounds of both kinds are part of it.
     *
     * @param from the first revision
     * @param to the last revision, null for no end
     * @param fromTime the earliest log time, null for any
     * @param toTime the latest log time, null for any
     */
    public record Span(
            Revision from,
            @Nullable Revision to,
            @Nullable Instant fromTime,
            @Nullable Instant toTime) {

        /** The whole journal. */
        public static final Span ALL = new Span(Revision.ZERO.next(), null, null, null);
    }

    /** Some of what was found, and who said where to look. */
    public record Findings(Page<Commit, Revision> page, Source source) {}

    /** The revisions of a span in one view, from the first that is to be looked at. */
    private record Bounds(Revision first, Revision last) {}

    /** The end of the chain. Any caller that may see something may see it: it shows nothing but a number and a hash. */
    public ReadResult<ChainHead> head(ReadRequest request) {
        return reads.run(request, view -> {
            Revision last = view.head().revision();
            Instant time =
                    view.commits(last, 1).stream().map(Commit::time).findFirst().orElse(Instant.EPOCH);
            return new Hit<>(new ChainHead(last, view.head().chainHash(), time));
        });
    }

    /** The commits of {@code span} that {@code filter} accepts and the caller may see, oldest first, after {@code after}. */
    public ReadResult<Findings> list(
            ReadRequest request, CommitFilter filter, Span span, @Nullable Revision after, int limit) {
        if (filter.equals(CommitFilter.ALL) || !index.isUsable()) {
            return page(request, filter, span, after, limit, Optional.empty());
        }
        ReadResult<Bounds> bounds = reads.run(request, view -> new Hit<>(bounds(span, after, view)));
        return switch (bounds) {
            case ReadResult.Refused<Bounds>(var refusal, var revision) -> new ReadResult.Refused<>(refusal, revision);
            case ReadResult.Found<Bounds>(Bounds asked, var revision) ->
                page(
                        request.again(),
                        filter,
                        span,
                        after,
                        limit,
                        index.ask(one ->
                                one.candidates(filter, asked.first(), asked.last(), Scan.READ_PER_ITEM_MAX * limit)));
        };
    }

    private ReadResult<Findings> page(
            ReadRequest request,
            CommitFilter filter,
            Span span,
            @Nullable Revision after,
            int limit,
            Optional<Candidates> candidates) {
        return reads.run(request, view -> {
            JournalListing listing = new JournalListing(view, candidates.orElse(JournalListing.NO_CANDIDATES));
            // Once more: this view may go on beyond what the index was asked for.
            Bounds bounds = bounds(span, after, view);
            Page<Commit, Revision> page = Scan.page(
                    null,
                    limit,
                    (last, count) -> listing.between(last == null ? bounds.first() : last.next(), bounds.last(), count),
                    Commit::revision,
                    commit -> filter.accepts(commit) && isVisible(commit, request, view));
            return new Hit<>(new Findings(page, candidates.isPresent() ? Source.INDEX : Source.STORE));
        });
    }

    private static Bounds bounds(Span span, @Nullable Revision after, View view) {
        Timeline timeline = new Timeline(view);
        Instant fromTime = span.fromTime();
        Instant toTime = span.toTime();
        Revision newest = view.head().revision();
        Revision first = later(span.from(), after == null ? Revision.ZERO : after.next());
        if (fromTime != null) {
            // Log time has no parts of a millisecond.
            first = later(first, timeline.revisionAt(fromTime.minusNanos(1)).next());
        }
        Revision last = toTime == null ? newest : timeline.revisionAt(toTime);
        Revision to = span.to();
        return new Bounds(first, to == null || to.isAfter(last) ? last : to);
    }

    private static Revision later(Revision one, Revision other) {
        return one.isAfter(other) ? one : other;
    }

    /** Consecutive commits of the whole journal from {@code from} on; an export is made of many such chunks. */
    public ReadResult<List<Commit>> export(ReadRequest request, Revision from, int limit) {
        return reads.run(request, Demand.EVERYTHING, view -> new Hit<>(view.commits(from, limit)));
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
}
