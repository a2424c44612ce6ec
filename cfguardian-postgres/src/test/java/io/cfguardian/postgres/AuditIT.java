package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.audit.Audit;
import io.cfguardian.app.audit.Audit.Findings;
import io.cfguardian.app.audit.Audit.Span;
import io.cfguardian.app.audit.AuditIndex;
import io.cfguardian.app.audit.ChangePlace;
import io.cfguardian.app.audit.CommitFilter;
import io.cfguardian.app.identity.security.EventFilter;
import io.cfguardian.app.identity.security.SecurityArchive;
import io.cfguardian.app.identity.security.SecurityQueries;
import io.cfguardian.app.projection.Consulted;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.read.Source;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.EventKind;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What auditors find by way of PostgreSQL is what is in the journal, and what the cluster has removed is there still. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditIT {

    private static final ReadRequest REQUEST = new ReadRequest(Actor.Node.SYSTEM, Consistency.STALE, null);
    private static final int COMMANDS = 4_000;

    private final RealPostgres postgres = RealPostgres.start();
    private final PostgresProjection projection = ProjectionDesk.projection(postgres);
    private final ProjectionDesk desk = new ProjectionDesk(projection);
    private final Reads reads = new Reads(desk, Duration.ofSeconds(1));
    private final List<ProjectionUnavailable> unanswered = new CopyOnWriteArrayList<>();
    private final Audit byIndex = new Audit(reads, consulted(projection.auditIndex()));
    private final Audit inJournal = new Audit(reads, Consulted.nobody());
    private final SplittableRandom random = new SplittableRandom(3);

    private <I> Consulted<I> consulted(I asked) {
        return Consulted.of(() -> Optional.of(asked), unanswered::add);
    }

    @BeforeAll
    void live() throws InterruptedException {
        // Seen often, so that no security event is removed before it is projected.
        SplittableRandom life = new SplittableRandom(2);
        for (int i = 0; i < COMMANDS / 20; i++) {
            desk.live(life, 20);
            desk.catchUp();
        }
        List<SecurityEvent> events = desk.state.list(EntityRange.all(EntityKind.SECURITY_EVENT), 1_000);
        Instant middle = events.get(events.size() / 2).time();
        desk.decide(new Envelope(
                new RequestId(Origin.NODE, "purge"),
                Actor.Node.SYSTEM,
                null,
                events.getLast().time(),
                Bytes.utf8("purge").sha256(),
                new IdentityCommand.Purge(List.of(), List.of(), List.of(), middle)));
        desk.catchUp();
        // What is not projected yet.
        desk.live(life, 200);
    }

    @AfterAll
    void stop() {
        projection.close();
        postgres.close();
    }

    @Test
    void bothFindTheSame() {
        int found = 0;
        for (int i = 0; i < 150; i++) {
            CommitFilter filter = filter();
            Span span = span();
            List<Commit> expected = all(inJournal, filter, span, Source.STORE);
            assertThat(all(byIndex, filter, span, filter.equals(CommitFilter.ALL) ? Source.STORE : Source.INDEX))
                    .as("%s in %s", filter, span)
                    .isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void whatIsNotProjectedYetIsFoundToo() {
        Commit newest = journal().getLast();
        CommitFilter filter = new CommitFilter(newest.author(), null, null, null, null);

        assertThat(projection.checkpoint().revision()).isLessThan(newest.revision());
        assertThat(all(byIndex, filter, Span.ALL, Source.INDEX).getLast()).isEqualTo(newest);
    }

    @Test
    void whatIsCommittedAndProjectedWhileTheIndexIsAskedIsFoundToo() {
        Puts puts = new Puts();
        puts.place().forEach(desk::decide);
        desk.decide(puts.put("meanwhile", "{}"));
        AuditIndex slow = (filter, from, to, limit) -> {
            desk.decide(puts.put("meanwhile", "[]"));
            catchUp();
            return projection.auditIndex().candidates(filter, from, to, limit);
        };
        CommitFilter filter = new CommitFilter(null, null, null, "meanwhile", null);
        assertThat(all(new Audit(reads, consulted(slow)), filter, Span.ALL, Source.INDEX))
                .hasSize(2)
                .isEqualTo(all(inJournal, filter, Span.ALL, Source.STORE));
        // For the others, which want something that is not projected yet.
        desk.live(random, 200);
    }

    @Test
    void aReadPointIsWaitedForOnceThoughTwoViewsAreRead() {
        ReadRequest fresh = new ReadRequest(Actor.Node.SYSTEM, Consistency.LINEARIZABLE, null);
        CommitFilter filter = new CommitFilter(null, null, null, null, EventKind.PURGED);
        int before = desk.awaited;
        Findings found = ((Found<Findings>) byIndex.list(fresh, filter, Span.ALL, null, 1)).value();
        assertThat(found.source()).isEqualTo(Source.INDEX);
        assertThat(desk.awaited).isEqualTo(before + 1);
    }

    private void catchUp() {
        try {
            desk.catchUp();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsDoneWithout() {
        CommitFilter filter = new CommitFilter(null, null, null, null, EventKind.PURGED);
        List<Commit> expected = all(inJournal, filter, Span.ALL, Source.STORE);
        postgres.kill();
        try {
            assertThat(all(byIndex, filter, Span.ALL, Source.STORE)).isEqualTo(expected);
            assertThat(unanswered).isNotEmpty();
        } finally {
            postgres.restart();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE cfguardian.commits; --", "x') OR ('1'='1", "{0} ? :name ${x} \\'"})
    void whatLooksLikeSqlIsText(String attempt) throws SQLException {
        try (Sql sql = new Sql(postgres)) {
            String before = sql.one("SELECT count(*) FROM commits");
            CommitFilter filter = new CommitFilter(new Principal(attempt), null, null, attempt, null);
            assertThat(all(byIndex, filter, Span.ALL, Source.INDEX)).isEmpty();
            assertThat(sql.one("SELECT count(*) FROM commits")).isEqualTo(before);
        }
    }

    @Test
    void removedSecurityEventsAreInTheArchive() {
        List<SecurityEvent> kept = desk.state.list(EntityRange.all(EntityKind.SECURITY_EVENT), 1_000_000);
        long next = desk.state.head().securityEvents().next();
        assertThat(kept.size()).isLessThan((int) next);

        List<SecurityEvent> events = events(consulted(projection.securityArchive()), EventFilter.ALL);
        assertThat(events.stream().map(SecurityEvent::sequence).toList().reversed())
                .isEqualTo(LongStream.range(0, next).boxed().toList());
        assertThat(events.subList(0, kept.size()).reversed()).isEqualTo(kept);
        assertThat(events(Consulted.nobody(), EventFilter.ALL).reversed()).isEqualTo(kept);

        SecurityEvent removed = events.getLast();
        EventFilter filter = new EventFilter(
                removed.observation().kind(),
                removed.observation().kind().severity(),
                removed.observation().principal(),
                removed.observation().project(),
                removed.time(),
                removed.time());
        assertThat(events(consulted(projection.securityArchive()), filter))
                .contains(removed)
                .isEqualTo(events.stream()
                        .filter(event -> event.time().equals(removed.time())
                                && event.observation().kind()
                                        == removed.observation().kind()
                                && (filter.principal() == null
                                        || filter.principal()
                                                .equals(event.observation().principal()))
                                && (filter.project() == null
                                        || filter.project()
                                                .equals(event.observation().project())))
                        .toList());
    }

    @Test
    void anArchiveThatIsAwayLeavesAPlaceToGoOnFrom() {
        SecurityQueries queries =
                queries(Consulted.of(() -> Optional.of(projection.securityArchive()), unanswered::add));
        postgres.kill();
        Page<SecurityEvent, Long> page;
        try {
            page = page(queries, EventFilter.ALL, null, 100_000);
            assertThat(page.next()).isNotNull();
        } finally {
            postgres.restart();
        }
        assertThat(page(queries, EventFilter.ALL, page.next(), 100_000)
                        .items()
                        .getLast()
                        .sequence())
                .isZero();
    }

    private List<Commit> journal() {
        return desk.state.commits(Revision.ZERO.next(), 1_000_000);
    }

    /** What some commit has, each part or none. */
    private CommitFilter filter() {
        Commit some = journal().get(random.nextInt(journal().size()));
        Event event = some.events().get(random.nextInt(some.events().size()));
        ChangePlace place = ChangePlace.of(event);
        return new CommitFilter(
                random.nextInt(3) == 0 ? some.author() : null,
                random.nextInt(3) == 0 ? place.project() : null,
                random.nextInt(4) == 0 ? place.environment() : null,
                random.nextInt(4) == 0 ? place.key() : null,
                random.nextInt(3) == 0 ? EventKind.of(event) : null);
    }

    private Span span() {
        Commit some = journal().get(random.nextInt(journal().size()));
        Commit other = journal().get(random.nextInt(journal().size()));
        return new Span(
                random.nextInt(4) == 0 ? some.revision() : new Revision(1),
                random.nextInt(4) == 0 ? other.revision() : null,
                random.nextInt(4) == 0 ? some.time() : null,
                random.nextInt(4) == 0 ? other.time() : null);
    }

    /** All pages, of a size that does not divide what there is. */
    private List<Commit> all(Audit audit, CommitFilter filter, Span span, Source source) {
        List<Commit> all = new ArrayList<>();
        @Nullable Revision after = null;
        do {
            Findings found = ((Found<Findings>) audit.list(REQUEST, filter, span, after, 37)).value();
            assertThat(found.source()).isEqualTo(source);
            assertThat(found.page().items()).hasSizeLessThanOrEqualTo(37);
            all.addAll(found.page().items());
            after = found.page().next();
        } while (after != null);
        return all;
    }

    private SecurityQueries queries(Consulted<SecurityArchive> archive) {
        return new SecurityQueries(reads, InstantSource.system(), Optional::empty, archive);
    }

    private List<SecurityEvent> events(Consulted<SecurityArchive> archive, EventFilter filter) {
        SecurityQueries queries = queries(archive);
        List<SecurityEvent> all = new ArrayList<>();
        @Nullable Long after = null;
        do {
            Page<SecurityEvent, Long> page = page(queries, filter, after, 37);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    private static Page<SecurityEvent, Long> page(
            SecurityQueries queries, EventFilter filter, @Nullable Long after, int limit) {
        return ((Found<Page<SecurityEvent, Long>>) queries.events(REQUEST, filter, after, limit)).value();
    }
}
