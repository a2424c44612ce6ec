package io.cfguardian.document.usecase;

import static io.cfguardian.document.usecase.UseCases.FRESH;
import static io.cfguardian.document.usecase.UseCases.found;
import static io.cfguardian.document.usecase.UseCases.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.audit.Audit.Span;
import io.cfguardian.app.audit.CommitFilter;
import io.cfguardian.app.config.ConfigQueries.ConfigPage;
import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.config.ConfigQueries.Documents;
import io.cfguardian.app.read.AsOf;
import io.cfguardian.app.read.Page;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.registry.CheckSchema.Broken;
import io.cfguardian.app.registry.CheckSchema.Completeness;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.NotCaughtUp;
import io.cfguardian.app.watch.Subscription.Change;
import io.cfguardian.app.watch.Subscription.Changes;
import io.cfguardian.app.watch.Subscription.Over;
import io.cfguardian.app.watch.Watch.Opened;
import io.cfguardian.app.watch.WatchFilter;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.testkit.example.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QueriesTest {

    private static final ConfigId CHECKOUT = Examples.config("pay/prod/checkout");

    private final UseCases cases = UseCases.withProject();

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void aConfigIsReadAsOfAnyRevisionAndTime() {
        List<Committed> puts = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            cases.now.set(Examples.NOON.plusSeconds(60L * i));
            puts.add(cases.put("checkout", Integer.toString(i)));
            cases.put("other", Integer.toString(i));
        }
        for (int i = 0; i < 20; i++) {
            Revision revision = puts.get(i).revision();
            assertThat(json(new AsOf.At(revision))).isEqualTo(Integer.toString(i + 1));
            assertThat(json(new AsOf.At(revision.next()))).isEqualTo(Integer.toString(i + 1));
            assertThat(json(new AsOf.Time(Examples.NOON.plusSeconds(60L * (i + 1) + 59))))
                    .isEqualTo(Integer.toString(i + 1));
        }
        assertThat(refusal(cases.configs.newest(FRESH, CHECKOUT, new AsOf.At(Examples.revision(2)))))
                .isEqualTo(new Refusal.NotFound(CHECKOUT));
        assertThat(refusal(cases.configs.newest(FRESH, CHECKOUT, new AsOf.Time(Examples.NOON.minusSeconds(1)))))
                .isEqualTo(new Refusal.NotFound(CHECKOUT));
        assertThat(refusal(cases.configs.newest(FRESH, CHECKOUT, new AsOf.At(Examples.revision(999)))))
                .isEqualTo(new Refusal.FutureRevision(Examples.revision(999), Examples.revision(42)));
    }

    @Test
    void aListingShowsWhatWasLiveAtItsRevisionPageByPage() {
        for (int i = 10; i < 60; i++) {
            cases.put("c" + i, "\"old\"");
        }
        Committed last = cases.put("c60", "\"old\"");
        for (int i = 10; i < 60; i += 2) {
            cases.delete("c" + i);
        }
        cases.put("c11", "\"new\"");
        cases.put("c99", "\"new\"");

        assertThat(keys(new AsOf.At(last.revision()), 7))
                .hasSize(51)
                .contains("c10")
                .doesNotContain("c99");
        assertThat(keys(AsOf.Now.NOW, 7)).hasSize(27).doesNotContain("c10").contains("c11", "c99");
        assertThat(found(cases.configs.list(
                                FRESH,
                                CHECKOUT.environmentId(),
                                "c1",
                                new AsOf.At(last.revision()),
                                null,
                                2,
                                Documents.INCLUDED))
                        .page()
                        .items())
                .extracting(QueriesTest::json)
                .containsExactly("\"old\"", "\"old\"");
    }

    @Test
    void aPageOfDocumentsIsCutByItsBytes() {
        String big = "\"" + "x".repeat(1_000_000) + "\"";
        for (int i = 10; i < 22; i++) {
            cases.put("c" + i, big);
        }
        ConfigPage first = found(
                cases.configs.list(FRESH, CHECKOUT.environmentId(), "", AsOf.Now.NOW, null, 500, Documents.INCLUDED));
        assertThat(first.page().items()).hasSize(9);
        ConfigPage second = found(cases.configs.list(
                FRESH, CHECKOUT.environmentId(), "", AsOf.Now.NOW, first.page().next(), 500, Documents.INCLUDED));
        assertThat(second.page().items()).hasSize(3);
        assertThat(second.page().next()).isNull();
    }

    @Test
    void versionsAreNewestFirstAndTombstonesAreAmongThem() {
        cases.put("checkout", "1");
        cases.delete("checkout");
        cases.put("checkout", "3");
        Page<ConfigVersion, Version> page = found(cases.configs.versions(FRESH, CHECKOUT, null, 2));
        assertThat(page.items())
                .extracting(ConfigVersion::version)
                .containsExactly(Examples.version(3), Examples.version(2));
        assertThat(page.items()).extracting(ConfigVersion::isLive).containsExactly(true, false);
        assertThat(found(cases.configs.versions(FRESH, CHECKOUT, page.next(), 2))
                        .items())
                .extracting(ConfigVersion::version)
                .containsExactly(Examples.version(1));
    }

    @Test
    void aStaleReadNeedsNoLeaderAndAFreshOneDoes() {
        Committed put = cases.put("checkout", "1");
        cases.replica.loseLeader();
        ReadRequest stale = new ReadRequest(UseCases.ADMIN, Consistency.STALE, put.revision());
        assertThat(json(found(cases.configs.newest(stale, CHECKOUT, AsOf.Now.NOW))))
                .isEqualTo("1");
        assertThatThrownBy(() -> cases.configs.newest(FRESH, CHECKOUT, AsOf.Now.NOW))
                .isInstanceOf(NoQuorum.class);
    }

    @Test
    void aReadOfARevisionThisNodeHasNotReachedSaysSo() {
        try (UseCases quick = UseCases.withProject()) {
            ReadRequest ahead = new ReadRequest(UseCases.ADMIN, Consistency.STALE, Examples.revision(1_000));
            assertThatThrownBy(() -> quick.configs.newest(ahead, CHECKOUT, AsOf.Now.NOW))
                    .isInstanceOf(NotCaughtUp.class);
        }
    }

    @Test
    void projectsAndEnvironmentsThatAreGoneAreNotListed() {
        cases.committed(cases.writes.run(cases.request(), new Command.CreateProject(Examples.project("gone"), "")));
        cases.committed(cases.writes.run(cases.request(), new Command.DeleteProject(Examples.project("gone"))));
        cases.committed(cases.writes.run(
                cases.request(),
                new Command.CreateEnvironment(Examples.environment("pay/dev"), "", SchemaDemand.OPTIONAL)));
        assertThat(found(cases.projects.projects(FRESH, null, 10)).items())
                .extracting(project -> project.key().value())
                .containsExactly("pay");
        assertThat(found(cases.projects.environments(FRESH, Examples.project("pay"), null, 10))
                        .items())
                .extracting(environment -> environment.id().key().value())
                .containsExactly("dev", "prod");
        assertThat(refusal(cases.projects.project(FRESH, Examples.project("gone"))))
                .isEqualTo(new Refusal.NotFound(Examples.project("gone")));
    }

    @Test
    void aDiffShowsValuesAndTexts() {
        cases.put("checkout", "{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        cases.put("checkout", "{\n  \"a\": 1,\n  \"b\": 3\n}\n");
        var difference = found(cases.diffConfig.run(FRESH, CHECKOUT, Examples.version(1), Examples.version(2)));
        assertThat(difference.unified()).contains("-  \"b\": 2\n", "+  \"b\": 3\n");
        assertThat(difference.patch().toString()).isEqualTo("an array of 1");
    }

    @Test
    void aCheckFindsTheLiveConfigsThatACandidateWouldBreak() {
        cases.schema("limits", "{}");
        cases.put("low", "{\"n\":1}", "limits");
        cases.put("high", "{\"n\":100}", "limits");
        cases.put("gone", "{\"n\":1}", "limits");
        cases.delete("gone");
        cases.put("free", "{\"n\":1}");
        Bytes candidate = Bytes.utf8("{\"properties\":{\"n\":{\"minimum\":10}}}");
        var report = found(cases.checkSchema.run(FRESH, Examples.schema("pay/limits"), candidate));
        assertThat(report.checked()).isEqualTo(2);
        assertThat(report.complete()).isEqualTo(Completeness.COMPLETE);
        assertThat(report.broken()).extracting(Broken::config).containsExactly(Examples.config("pay/prod/low"));
        assertThat(found(cases.checkSchema.run(FRESH, Examples.schema("pay/limits"), null))
                        .broken())
                .isEmpty();
        assertThat(refusal(cases.checkSchema.run(
                        FRESH, Examples.schema("pay/limits"), Bytes.utf8("{\"type\":\"nonsense\"}"))))
                .isInstanceOf(Refusal.UnusableSchema.class);
    }

    @Test
    void aWatchSeesEveryCommitAfterItsRevisionOnceAndInOrder() {
        cases.put("checkout", "0");
        Revision start = cases.replica.view().head().revision();
        List<Revision> written = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            written.add(cases.put("checkout", Integer.toString(i)).revision());
            cases.put("other", Integer.toString(i));
        }
        assertThat(all(open(start, "check")))
                .extracting(change -> change.commit().revision())
                .isEqualTo(written);
        Revision middle = written.get(299);
        assertThat(all(open(middle, "check")))
                .extracting(change -> change.commit().revision())
                .isEqualTo(written.subList(300, 600));
    }

    @Test
    void aWatchFromTheNewestCommitWaitsForTheNext() throws InterruptedException {
        Opened watch = open(null, "");
        assertThat(all(watch)).isEmpty();
        assertThat(cases.watch.awaitAfter(watch.from(), Duration.ofMillis(1))).isEqualTo(watch.from());
        Committed put = cases.put("checkout", "1");
        assertThat(cases.watch.awaitAfter(watch.from(), Duration.ofSeconds(5))).isEqualTo(put.revision());
        assertThat(all(watch))
                .singleElement()
                .satisfies(change -> assertThat(change.commit().revision()).isEqualTo(put.revision()));
    }

    @Test
    void aWatchShowsOnlyTheEventsItAsksFor() {
        Revision start = cases.replica.view().head().revision();
        cases.schema("limits", "{}");
        cases.put("checkout", "1", "limits");
        assertThat(all(open(start, "checkout")))
                .singleElement()
                .satisfies(change -> assertThat(change.events()).singleElement().isInstanceOf(Event.ConfigPut.class));
        assertThat(all(open(start, "")).getFirst())
                .satisfies(change -> assertThat(change.events()).singleElement().isInstanceOf(Event.SchemaPut.class));
    }

    @Test
    void aWatchFromTheFutureIsRefused() {
        assertThat(refusal(cases.watch.open(
                        UseCases.ADMIN, new WatchFilter(Examples.project("pay"), null, ""), Examples.revision(77))))
                .isEqualTo(new Refusal.FutureRevision(Examples.revision(77), Examples.revision(2)));
    }

    @Test
    void theAuditListsTheSelectionAndEndsInTheHead() {
        cases.committed(cases.writes.run(cases.request(), new Command.CreateProject(Examples.project("other"), "")));
        cases.put("checkout", "1");
        cases.put("checkout", "2");
        var all = found(cases.audit.list(FRESH, CommitFilter.ALL, Span.ALL, null, 100))
                .page();
        assertThat(all.items()).hasSize(5).allMatch(Commit::isIntact);
        var head = found(cases.audit.head(FRESH));
        assertThat(head.hash()).isEqualTo(all.items().getLast().hash());
        assertThat(head.revision()).isEqualTo(Examples.revision(5));
        var some = found(cases.audit.list(
                        FRESH,
                        new CommitFilter(null, Examples.project("pay"), null, null, null),
                        new Span(Examples.revision(2), Examples.revision(4), null, null),
                        null,
                        100))
                .page();
        assertThat(some.items())
                .extracting(Commit::revision)
                .containsExactly(Examples.revision(2), Examples.revision(4));
        assertThat(found(cases.audit.export(FRESH, Examples.revision(2), 2)))
                .extracting(Commit::revision)
                .containsExactly(Examples.revision(2), Examples.revision(3));
    }

    private Opened open(@Nullable Revision after, String prefix) {
        return found(cases.watch.open(UseCases.ADMIN, new WatchFilter(Examples.project("pay"), null, prefix), after));
    }

    /** All that there is for a watch, look by look. */
    private static List<Change> all(Opened watch) {
        List<Change> all = new ArrayList<>();
        Revision position = watch.from();
        while (true) {
            switch (watch.subscription().after(position)) {
                case Changes(var changes, Revision upTo, boolean isAll) -> {
                    all.addAll(changes);
                    if (isAll) {
                        return all;
                    }
                    assertThat(upTo).isGreaterThan(position);
                    position = upTo;
                }
                case Over.OVER -> throw new AssertionError("the watch is over");
            }
        }
    }

    private List<String> keys(AsOf asOf, int limit) {
        List<String> keys = new ArrayList<>();
        @Nullable ConfigKey after = null;
        do {
            ConfigPage page = found(
                    cases.configs.list(FRESH, CHECKOUT.environmentId(), "", asOf, after, limit, Documents.LEFT_OUT));
            page.page()
                    .items()
                    .forEach(item -> keys.add(item.config().id().key().value()));
            after = page.page().next();
        } while (after != null);
        return keys;
    }

    private String json(AsOf asOf) {
        return json(found(cases.configs.newest(FRESH, CHECKOUT, asOf)));
    }

    private static String json(ConfigText text) {
        return Objects.requireNonNull(text.document()).json().utf8();
    }
}
