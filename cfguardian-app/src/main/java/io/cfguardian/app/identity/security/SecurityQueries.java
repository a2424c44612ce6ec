package io.cfguardian.app.identity.security;

import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.identity.security.SecurityMetrics.Completeness;
import io.cfguardian.app.identity.security.SecurityMetrics.Webhook;
import io.cfguardian.app.identity.security.SecurityMetrics.Window;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadResult;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Reads.Hit;
import io.cfguardian.app.read.Scan;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What administrators see of who signs in, who tried to, and what else security depends on. What is counted is read from the
 * newest on and bounded. Used by many threads; blocks the calling (virtual) thread.
 */
public final class SecurityQueries {

    private static final int READ_MAX = 100_000;
    private static final int CHUNK = 1_000;
    private static final List<Integer> WINDOW_HOURS = List.of(1, 24, 168);

    /** Nodes record what they saw in batches, so that an event may stand behind younger ones. */
    private static final Duration DISORDER = Duration.ofMinutes(10);

    private final Reads reads;
    private final InstantSource clock;
    private final Supplier<Optional<DeliveryStatus>> delivery;
    private final Consulted<SecurityArchive> archive;

    /** @param delivery what this node does to deliver events; empty when nobody is to get them */
    public SecurityQueries(
            Reads reads,
            InstantSource clock,
            Supplier<Optional<DeliveryStatus>> delivery,
            Consulted<SecurityArchive> archive) {
        this.reads = reads;
        this.clock = clock;
        this.delivery = delivery;
        this.archive = archive;
    }

    /**
     * The events that {@code filter} accepts, newest first, after (which is before in time) the one of {@code after}. Those that the cluster
     * has removed are in the archive, where there is one; while it cannot be asked, the page ends before them and names where to go on.
     */
    public ReadResult<Page<SecurityEvent, Long>> events(
            ReadRequest request, EventFilter filter, @Nullable Long after, int limit) {
        ReadResult<Kept> kept = reads.run(
                request,
                Demand.EVERYTHING,
                view -> new Hit<>(new Kept(
                        Scan.page(
                                after,
                                limit,
                                (last, count) -> view.list(newest(last), count),
                                SecurityEvent::sequence,
                                filter::accepts),
                        view.head().securityEvents().first())));
        return switch (kept) {
            case ReadResult.Refused<Kept>(var refusal, var revision) -> new ReadResult.Refused<>(refusal, revision);
            case ReadResult.Found<Kept>(Kept(Page<SecurityEvent, Long> page, long oldest), var revision) ->
                new ReadResult.Found<>(
                        page.next() == null && oldest > 0 && archive.exists()
                                ? withArchived(page, filter, after == null ? oldest : Math.min(after, oldest), limit)
                                : page,
                        revision);
        };
    }

    /** A page of what the cluster still has, and the sequence number of the first event that it has. */
    private record Kept(Page<SecurityEvent, Long> page, long oldest) {}

    private Page<SecurityEvent, Long> withArchived(
            Page<SecurityEvent, Long> kept, EventFilter filter, long before, int limit) {
        int room = limit - kept.items().size();
        Optional<List<SecurityEvent>> archived =
                room == 0 ? Optional.empty() : archive.ask(one -> one.events(filter, before, room));
        if (archived.isEmpty()) {
            return new Page<>(kept.items(), before);
        }
        List<SecurityEvent> all = new ArrayList<>(kept.items());
        all.addAll(archived.get());
        boolean more = archived.get().size() == room;
        return new Page<>(all, more ? all.getLast().sequence() : null);
    }

    /** The open sessions of all users after {@code after}. */
    public ReadResult<Page<Session, SessionPlace>> sessions(
            ReadRequest request, @Nullable SessionPlace after, int limit) {
        Instant now = clock.instant();
        return reads.run(
                request,
                Demand.EVERYTHING,
                view -> new Hit<>(Scan.page(
                        after,
                        limit,
                        (last, count) -> view.list(
                                EntityRange.all(EntityKind.SESSION).after(last == null ? null : last.key()), count),
                        SessionPlace::of,
                        session -> !session.isExpired(now))));
    }

    /** How much there is of what guards look at. */
    public ReadResult<SecurityMetrics> metrics(ReadRequest request) {
        Instant now = clock.instant();
        return reads.run(request, Demand.EVERYTHING, view -> {
            int hoursMax = WINDOW_HOURS.getLast();
            Events events = eventsSince(now.minus(Duration.ofHours(hoursMax)), view);
            Count sessions = count(EntityKind.SESSION, session -> !session.isExpired(now), view);
            Count tokens = count(EntityKind.TOKEN, token -> !token.isExpired(now), view);
            Count locked = count(EntityKind.ATTEMPTS, attempts -> attempts.isLocked(now), view);
            boolean complete = events.isWhole() && sessions.isWhole() && tokens.isWhole() && locked.isWhole();
            return new Hit<>(new SecurityMetrics(
                    WINDOW_HOURS.stream()
                            .map(hours -> window(hours, events.list(), now))
                            .toList(),
                    sessions.number(),
                    view.head().counts().users(),
                    view.head().counts().administrators(),
                    tokens.number(),
                    locked.number(),
                    delivery.get()
                            .map(status -> new Webhook(status, DeliveryProgress.of(view, now)))
                            .orElse(null),
                    complete ? Completeness.COMPLETE : Completeness.CUT));
        });
    }

    /** What somebody should look at, found in the events of the last day. */
    public ReadResult<List<Alert>> alerts(ReadRequest request) {
        Instant now = clock.instant();
        return reads.run(
                request,
                Demand.EVERYTHING,
                view -> new Hit<>(new Alerts(
                                eventsSince(now.minus(Alerts.SPAN), view).list(), now)
                        .find()));
    }

    private static Window window(int hours, List<SecurityEvent> events, Instant now) {
        Instant from = now.minus(Duration.ofHours(hours));
        SortedMap<Kind, Long> counts = new TreeMap<>();
        for (SecurityEvent event : events) {
            if (!event.time().isBefore(from)) {
                counts.merge(event.observation().kind(), 1L, Long::sum);
            }
        }
        return new Window(hours, counts);
    }

    private record Events(List<SecurityEvent> list, boolean isWhole) {}

    private static Events eventsSince(Instant from, State state) {
        List<SecurityEvent> events = new ArrayList<>();
        @Nullable Long last = null;
        for (int read = 0; read < READ_MAX; read += CHUNK) {
            List<SecurityEvent> chunk = state.list(newest(last), CHUNK);
            chunk.stream().filter(event -> !event.time().isBefore(from)).forEach(events::add);
            if (chunk.size() < CHUNK || chunk.getLast().time().isBefore(from.minus(DISORDER))) {
                return new Events(events, true);
            }
            last = chunk.getLast().sequence();
        }
        return new Events(events, false);
    }

    private record Count(long number, boolean isWhole) {}

    private static <E extends Entity> Count count(EntityKind<E> kind, Predicate<E> counts, State state) {
        long number = 0;
        EntityRange<E> range = EntityRange.all(kind);
        for (int read = 0; read < READ_MAX; read += CHUNK) {
            List<E> chunk = state.list(range, CHUNK);
            number += chunk.stream().filter(counts).count();
            if (chunk.size() < CHUNK) {
                return new Count(number, true);
            }
            range = range.after(key(chunk.getLast()));
        }
        return new Count(number, false);
    }

    @SuppressWarnings("unchecked") // An entity lies under a key of its own kind.
    static <E extends Entity> EntityKey<E> key(E entity) {
        return (EntityKey<E>) entity.key();
    }

    private static EntityRange<SecurityEvent> newest(@Nullable Long after) {
        return EntityRange.all(EntityKind.SECURITY_EVENT)
                .reversed()
                .after(after == null ? null : EntityKey.ofSecurityEvent(after));
    }
}
