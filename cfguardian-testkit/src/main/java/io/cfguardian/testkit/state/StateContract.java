package io.cfguardian.testkit.state;

import static io.cfguardian.testkit.example.Examples.ALICE;
import static io.cfguardian.testkit.example.Examples.BOB;
import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.schemaRef;
import static io.cfguardian.testkit.example.Examples.stamp;
import static io.cfguardian.testkit.example.Examples.version;
import static io.cfguardian.testkit.example.Examples.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Deleted;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Principal;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.RequestWindow;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.example.EveryKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Everything that a store of the replicated state promises. A subclass says how to open an empty one; the keys are chosen
 * so that a store which joins them carelessly takes one for another.
 */
@SuppressWarnings("NullAway.Init") // The store is opened before each test.
public abstract class StateContract {

    /** In the order of keys. '-' and '.' sort before digits and letters, '_' between them. */
    private static final List<String> NEIGHBOURS = List.of("a", "a-b", "a.b", "a0", "a_b", "aa", "ab", "b");

    private Store store;

    /** A fresh, empty store. */
    protected abstract Store open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Nested
    class Empty {

        @Test
        void nothingIsThere() {
            try (View view = store.view()) {
                for (State state : List.of(store.state(), view)) {
                    assertThat(state.head()).isEqualTo(Head.EMPTY);
                    assertThat(state.project(project("a"))).isEmpty();
                    assertThat(state.environment(environment("a/b"))).isEmpty();
                    assertThat(state.schema(schema("a/b"))).isEmpty();
                    assertThat(state.config(config("a/b/c"))).isEmpty();
                    assertThat(state.request(new RequestKey(ALICE, clientRequest("r"))))
                            .isEmpty();
                    assertThat(state.request(Origin.CLIENT, 0)).isEmpty();
                    assertThat(state.request(Origin.NODE, 0)).isEmpty();
                }
                assertThat(view.projects(null, 10)).isEmpty();
                assertThat(view.environments(project("a"), null, 10)).isEmpty();
                assertThat(view.schemas(project("a"), null, 10)).isEmpty();
                assertThat(view.configs(environment("a/b"), "", null, 10)).isEmpty();
                assertThat(view.schema(schema("a/b"), version(1))).isEmpty();
                assertThat(view.config(config("a/b/c"), version(1))).isEmpty();
                assertThat(view.versions(schema("a/b"), null, 10)).isEmpty();
                assertThat(view.versions(config("a/b/c"), null, 10)).isEmpty();
                assertThat(view.document(config("a/b/c"), version(1))).isEmpty();
                assertThat(view.commits(Revision.ZERO, 10)).isEmpty();
            }
        }
    }

    @Nested
    class Batches {

        @Test
        void writesShowInTheStateAtOnce() {
            putEverything();

            assertEverything(store.state());
        }

        @Test
        void writesShowInTheStateAfterTheirBatch() {
            putEverything();
            store.commitBatch();

            assertEverything(store.state());
            try (View view = store.view()) {
                assertEverything(view);
            }
        }

        @Test
        void anOpenBatchDoesNotShowInViews() {
            store.writer().put(aProject("a"));
            store.commitBatch();
            putEverything();

            try (View view = store.view()) {
                assertThat(view.projects(null, 10)).containsExactly(aProject("a"));
                assertThat(view.commits(Revision.ZERO, 10)).isEmpty();
                assertThat(view.head()).isEqualTo(Head.EMPTY);
            }
        }

        @Test
        void aViewStaysAsItWasOpened() {
            putConfig("p/e/a", 1, "one");
            store.writer().head(head(1));
            store.writer().append(commit(1, Hash.ZERO));
            store.commitBatch();

            try (View before = store.view()) {
                putConfig("p/e/a", 2, "two");
                putConfig("p/e/b", 1, "one");
                store.writer().put(aProject("p"));
                store.writer().put(anEnvironment("p/e"));
                store.writer().put(record(ALICE, clientRequest("r"), 0));
                store.writer().append(commit(2, hash("1")));
                store.writer().head(head(2));
                store.commitBatch();

                assertThat(before.head()).isEqualTo(head(1));
                assertThat(before.config(config("p/e/a"))).contains(live("p/e/a", 1, json("one")));
                assertThat(before.versions(config("p/e/a"), null, 10)).hasSize(1);
                assertThat(before.configs(environment("p/e"), "", null, 10)).hasSize(1);
                assertThat(before.document(config("p/e/a"), version(2))).isEmpty();
                assertThat(before.projects(null, 10)).isEmpty();
                assertThat(before.environment(environment("p/e"))).isEmpty();
                assertThat(before.request(Origin.CLIENT, 0)).isEmpty();
                assertThat(before.commits(Revision.ZERO, 10)).hasSize(1);
            }
            try (View after = store.view()) {
                assertThat(after.head()).isEqualTo(head(2));
                assertThat(after.config(config("p/e/a"))).contains(live("p/e/a", 2, json("two")));
                assertThat(after.configs(environment("p/e"), "", null, 10)).hasSize(2);
            }
        }

        @Test
        void theLastOfTwoWritesInOneBatchStays() {
            store.writer().put(aProject("p"));
            store.writer().put(aProject("p").addEnvironments(1));
            store.writer().put(anEnvironment("p/e"));
            store.writer().put(anEnvironment("p/e").addConfigs(3));
            store.writer().put(anEnvironment("p/gone"));
            store.writer().remove(environment("p/gone"));
            store.writer().head(head(1));
            store.writer().head(head(2));
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.projects(null, 10))
                        .containsExactly(aProject("p").addEnvironments(1));
                assertThat(view.environments(project("p"), null, 10))
                        .containsExactly(anEnvironment("p/e").addConfigs(3));
                assertThat(view.head()).isEqualTo(head(2));
            }
        }

        private void putEverything() {
            store.writer().head(head(3));
            store.writer().put(aProject("p"));
            store.writer().put(anEnvironment("p/e"));
            putSchema("p/s", 1, "schema");
            putConfig("p/e/c", 1, "one");
            putConfig("p/e/c", 2, null);
            store.writer().append(commit(3, Hash.ZERO));
            store.writer().put(record(ALICE, clientRequest("r"), 7));
        }

        private void assertEverything(State state) {
            assertThat(state.head()).isEqualTo(head(3));
            assertThat(state.project(project("p"))).contains(aProject("p"));
            assertThat(state.environment(environment("p/e"))).contains(anEnvironment("p/e"));
            assertThat(state.schema(schema("p/s"))).contains(schemaVersion("p/s", 1, json("schema")));
            assertThat(state.config(config("p/e/c"))).contains(tombstone("p/e/c", 2));
            assertThat(state.request(new RequestKey(ALICE, clientRequest("r"))))
                    .contains(record(ALICE, clientRequest("r"), 7));
            assertThat(state.request(Origin.CLIENT, 7)).contains(record(ALICE, clientRequest("r"), 7));
        }
    }

    @Nested
    class Neighbours {

        @Test
        void projectsAreListedInTheOrderOfTheirKeys() {
            NEIGHBOURS.reversed().forEach(key -> store.writer().put(aProject(key)));
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.projects(null, 100))
                        .extracting(p -> p.key().value())
                        .isEqualTo(NEIGHBOURS);
                assertThat(view.projects(project("a-b"), 2))
                        .extracting(p -> p.key().value())
                        .containsExactly("a.b", "a0");
                assertThat(view.projects(project("a-a"), 1))
                        .extracting(p -> p.key().value())
                        .containsExactly("a-b");
                assertThat(view.projects(project("b"), 2)).isEmpty();
            }
        }

        @Test
        void deletedProjectsAreListed() {
            store.writer().put(aProject("p").delete(stamp(9)));
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.projects(null, 10))
                        .containsExactly(aProject("p").delete(stamp(9)));
                assertThat(view.project(project("p"))).contains(aProject("p").delete(stamp(9)));
            }
        }

        @Test
        void environmentsOfOneProjectAreListedInOrder() {
            for (String project : NEIGHBOURS) {
                NEIGHBOURS.reversed().forEach(key -> store.writer().put(anEnvironment(project + "/" + key)));
            }
            store.writer().remove(environment("a/aa"));
            store.commitBatch();

            try (View view = store.view()) {
                for (String project : NEIGHBOURS.subList(1, NEIGHBOURS.size())) {
                    assertThat(view.environments(project(project), null, 100))
                            .extracting(e -> e.id().toString())
                            .isEqualTo(in(project));
                }
                assertThat(view.environments(project("a"), new EnvironmentKey("a0"), 2))
                        .extracting(e -> e.id().toString())
                        .containsExactly("a/a_b", "a/ab");
                assertThat(view.environments(project("a"), new EnvironmentKey("b"), 2))
                        .isEmpty();
                assertThat(view.environments(project("c"), null, 2)).isEmpty();
            }
        }

        @Test
        void schemasOfOneProjectAreListedByTheirNewestVersion() {
            for (String project : NEIGHBOURS) {
                for (String key : NEIGHBOURS.reversed()) {
                    putSchema(project + "/" + key, 1, "old");
                    putSchema(project + "/" + key, 2, "new");
                }
            }
            store.commitBatch();

            try (View view = store.view()) {
                for (String project : NEIGHBOURS) {
                    assertThat(view.schemas(project(project), null, 100))
                            .extracting(s -> s.id().toString())
                            .isEqualTo(in(project));
                }
                assertThat(view.schemas(project("a"), new SchemaKey("a"), 2))
                        .containsExactly(
                                schemaVersion("a/a-b", 2, json("new")), schemaVersion("a/a.b", 2, json("new")));
            }
        }

        @Test
        void configsOfOneEnvironmentAreListedByTheirNewestVersion() {
            for (String place : List.of("a/a", "a/a-b", "a/ab", "a-b/a", "ab/a", "aa/a")) {
                for (String key : NEIGHBOURS.reversed()) {
                    putConfig(place + "/" + key, 1, "old");
                    putConfig(place + "/" + key, 2, "new");
                }
            }
            store.commitBatch();

            try (View view = store.view()) {
                for (String place : List.of("a/a", "a/a-b", "a/ab", "a-b/a", "ab/a", "aa/a")) {
                    assertThat(view.configs(environment(place), "", null, 100))
                            .extracting(c -> c.id().toString())
                            .isEqualTo(in(place));
                }
                assertThat(view.configs(environment("a/a"), "", new ConfigKey("a-b"), 2))
                        .containsExactly(live("a/a/a.b", 2, json("new")), live("a/a/a0", 2, json("new")));
                assertThat(view.configs(environment("a/aa"), "", null, 2)).isEmpty();
            }
        }

        @Test
        void aPrefixSelectsConfigs() {
            NEIGHBOURS.forEach(key -> putConfig("p/e/" + key, 1, "one"));
            putConfig("p/e/a.b", 2, "two");
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(keys(view, "a", null)).isEqualTo(NEIGHBOURS.subList(0, 7));
                assertThat(keys(view, "a.", null)).containsExactly("a.b");
                assertThat(keys(view, "a.b", null)).containsExactly("a.b");
                assertThat(keys(view, "a.b", "a.b")).isEmpty();
                assertThat(keys(view, "a_", "a")).containsExactly("a_b");
                assertThat(keys(view, "a", "a_b")).containsExactly("aa", "ab");
                assertThat(keys(view, "a", "b")).isEmpty();
                assertThat(keys(view, "b", "a")).containsExactly("b");
                assertThat(keys(view, "c", null)).isEmpty();
                assertThat(view.configs(environment("p/e"), "a", null, 3)).hasSize(3);
            }
        }

        @Test
        void longestKeysAreKeptApart() {
            String common = "k".repeat(127);
            putConfig("p/e/" + common + "a", 1, "one");
            putConfig("p/e/" + common + "b", 1, "two");
            putConfig("p/e/" + common, 1, "three");
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(keys(view, common, null)).containsExactly(common, common + "a", common + "b");
                assertThat(view.document(config("p/e/" + common + "b"), version(1)))
                        .contains(json("two"));
            }
        }

        @Test
        void aRemovedEnvironmentLeavesItsNeighbours() {
            NEIGHBOURS.forEach(key -> store.writer().put(anEnvironment("p/" + key)));
            store.commitBatch();
            store.writer().remove(environment("p/a"));
            store.commitBatch();

            assertThat(store.state().environment(environment("p/a"))).isEmpty();
            try (View view = store.view()) {
                assertThat(view.environments(project("p"), null, 100))
                        .extracting(e -> e.id().key().value())
                        .isEqualTo(NEIGHBOURS.subList(1, NEIGHBOURS.size()));
            }
        }

        private List<String> in(String place) {
            return NEIGHBOURS.stream().map(key -> place + "/" + key).toList();
        }

        private List<String> keys(View view, String prefix, @Nullable String after) {
            return view.configs(environment("p/e"), prefix, after == null ? null : new ConfigKey(after), 100).stream()
                    .map(c -> c.id().key().value())
                    .toList();
        }
    }

    @Nested
    class Versions {

        @Test
        void configVersionsAreListedNewestFirst() {
            for (long v = 1; v <= 300; v++) {
                putConfig("p/e/a", v, "v" + v);
                putConfig("p/e/a-b", v, "other");
            }
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.versions(config("p/e/a"), null, 1000))
                        .extracting(c -> c.version().value())
                        .isEqualTo(Stream.iterate(300L, v -> v - 1).limit(300).toList());
                assertThat(view.versions(config("p/e/a"), null, 2))
                        .containsExactly(live("p/e/a", 300, json("v300")), live("p/e/a", 299, json("v299")));
                assertThat(view.versions(config("p/e/a"), version(257), 2))
                        .containsExactly(live("p/e/a", 256, json("v256")), live("p/e/a", 255, json("v255")));
                assertThat(view.versions(config("p/e/a"), version(1), 2)).isEmpty();
                assertThat(view.versions(config("p/e/a"), version(1000), 1))
                        .containsExactly(live("p/e/a", 300, json("v300")));
            }
        }

        @Test
        void schemaVersionsAreListedNewestFirst() {
            for (long v = 1; v <= 300; v++) {
                putSchema("p/a", v, "v" + v);
                putSchema("p/a.b", v, "other");
            }
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.versions(schema("p/a"), null, 1000))
                        .extracting(s -> s.version().value())
                        .isEqualTo(Stream.iterate(300L, v -> v - 1).limit(300).toList());
                assertThat(view.versions(schema("p/a"), version(3), 5))
                        .containsExactly(schemaVersion("p/a", 2, json("v2")), schemaVersion("p/a", 1, json("v1")));
            }
        }

        @Test
        void everyVersionIsFound() {
            putConfig("p/e/c", 1, "one");
            putConfig("p/e/c", 2, null);
            putConfig("p/e/c", 3, "three");
            putSchema("p/c", 1, "one");
            putSchema("p/c", 2, "two");
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.config(config("p/e/c"), version(1))).contains(live("p/e/c", 1, json("one")));
                assertThat(view.config(config("p/e/c"), version(2))).contains(tombstone("p/e/c", 2));
                assertThat(view.config(config("p/e/c"), version(3))).contains(live("p/e/c", 3, json("three")));
                assertThat(view.config(config("p/e/c"), version(4))).isEmpty();
                assertThat(view.schema(schema("p/c"), version(1))).contains(schemaVersion("p/c", 1, json("one")));
                assertThat(view.schema(schema("p/c"), version(3))).isEmpty();
            }
        }

        @Test
        void documentsAreFoundByVersion() {
            putConfig("p/e/c", 1, "one");
            putConfig("p/e/c", 2, null);
            putSchema("p/c", 1, "schema");
            Document yaml = yaml("three");
            store.writer().append(live("p/e/c", 3, yaml), yaml);
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.document(config("p/e/c"), version(1))).contains(json("one"));
                assertThat(view.document(config("p/e/c"), version(2))).isEmpty();
                assertThat(view.document(config("p/e/c"), version(3))).contains(yaml);
                assertThat(view.document(config("p/e/c"), version(4))).isEmpty();
                assertThat(view.document(schema("p/c"), version(1))).contains(json("schema"));
                assertThat(view.document(schema("p/c"), version(2))).isEmpty();
            }
        }

        @Test
        void tombstonesAreListed() {
            putConfig("p/e/a", 1, "one");
            putConfig("p/e/b", 1, "one");
            putConfig("p/e/b", 2, null);
            store.commitBatch();

            assertThat(store.state().config(config("p/e/b"))).contains(tombstone("p/e/b", 2));
            try (View view = store.view()) {
                assertThat(view.configs(environment("p/e"), "", null, 10))
                        .containsExactly(live("p/e/a", 1, json("one")), tombstone("p/e/b", 2));
                assertThat(view.versions(config("p/e/b"), null, 10))
                        .containsExactly(tombstone("p/e/b", 2), live("p/e/b", 1, json("one")));
            }
        }

        @Test
        void aSchemaAndAConfigOfTheSameNameAreTwo() {
            putSchema("p/e", 1, "schema");
            putConfig("p/e/e", 1, "config");
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.document(schema("p/e"), version(1))).contains(json("schema"));
                assertThat(view.document(config("p/e/e"), version(1))).contains(json("config"));
                assertThat(view.configs(environment("p/e"), "", null, 10)).hasSize(1);
                assertThat(view.schemas(project("p"), null, 10)).hasSize(1);
            }
        }

        @Test
        void theSchemaOfAConfigIsKept() {
            Document document = json("one");
            ConfigVersion version = new ConfigVersion(
                    config("p/e/c"), version(1), new Live(document.ref(), schemaRef("limits@9")), stamp(1));
            store.writer().append(version, document);
            store.commitBatch();

            assertThat(store.state().config(config("p/e/c"))).contains(version);
        }

        @Test
        void everyDialectIsKept() {
            for (Dialect dialect : Dialect.values()) {
                Document document = json("s");
                store.writer()
                        .append(
                                new SchemaVersion(
                                        schema("p/" + dialect.label()), version(1), dialect, document.ref(), stamp(1)),
                                document);
            }
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.schemas(project("p"), null, 10))
                        .extracting(SchemaVersion::dialect)
                        .containsExactlyInAnyOrder(Dialect.values());
            }
        }
    }

    @Nested
    class Journal {

        @Test
        void commitsAreListedFromARevisionOn() {
            for (long r = 1; r <= 300; r++) {
                store.writer().append(commit(r, hash("" + (r - 1))));
            }
            store.commitBatch();

            try (View view = store.view()) {
                assertThat(view.commits(Revision.ZERO, 1000))
                        .extracting(c -> c.revision().value())
                        .isEqualTo(Stream.iterate(1L, r -> r + 1).limit(300).toList());
                assertThat(view.commits(revision(255), 3))
                        .containsExactly(commit(255, hash("254")), commit(256, hash("255")), commit(257, hash("256")));
                assertThat(view.commits(revision(300), 3)).hasSize(1);
                assertThat(view.commits(revision(301), 3)).isEmpty();
            }
        }

        @Test
        void everyKindOfEventIsKeptWithItsHash() {
            Commit commit = Commit.append(stamp(1), nodeRequest("n-1"), EveryKind.events(), hash("previous"));
            store.writer().append(commit);
            store.commitBatch();

            assertThat(commit.events().stream().<Class<?>>map(Event::getClass))
                    .containsAll(EveryKind.kinds(Event.class));
            try (View view = store.view()) {
                Commit kept = view.commits(revision(1), 1).getFirst();
                assertThat(kept).isEqualTo(commit);
                assertThat(kept.isIntact()).isTrue();
            }
        }
    }

    @Nested
    class Requests {

        @Test
        void anAnswerIsFoundByKeyAndBySequence() {
            RequestRecord record = record(ALICE, clientRequest("r"), 5);
            store.writer().put(record);
            store.commitBatch();

            assertThat(store.state().request(record.key())).contains(record);
            assertThat(store.state().request(Origin.CLIENT, 5)).contains(record);
            assertThat(store.state().request(Origin.CLIENT, 4)).isEmpty();
            assertThat(store.state().request(Origin.NODE, 5)).isEmpty();
        }

        @Test
        void keysOfOtherPrincipalsAndOriginsDoNotMeet() {
            List<RequestRecord> records = List.of(
                    record(ALICE, clientRequest("r"), 0),
                    record(BOB, clientRequest("r"), 1),
                    record(ALICE, nodeRequest("r"), 0),
                    record(new Principal("alic"), clientRequest("er"), 2),
                    record(new Principal("alice/"), clientRequest("r"), 3),
                    record(ALICE, clientRequest("/r"), 4),
                    record(new Principal("größe"), clientRequest("R"), 5));
            records.forEach(record -> store.writer().put(record));
            store.commitBatch();

            for (RequestRecord record : records) {
                assertThat(store.state().request(record.key())).contains(record);
                assertThat(store.state().request(record.key().id().origin(), record.sequence()))
                        .contains(record);
            }
        }

        @Test
        void aForgottenAnswerIsFoundNeitherWay() {
            RequestRecord first = record(ALICE, clientRequest("first"), 0);
            RequestRecord second = record(ALICE, clientRequest("second"), 1);
            store.writer().put(first);
            store.writer().put(second);
            store.commitBatch();
            store.writer().remove(first);

            for (int look = 0; look < 2; look++) {
                assertThat(store.state().request(first.key())).isEmpty();
                assertThat(store.state().request(Origin.CLIENT, 0)).isEmpty();
                assertThat(store.state().request(second.key())).contains(second);
                store.commitBatch();
            }
        }

        @Test
        void everyKindOfOutcomeIsKept() {
            List<Outcome> outcomes = EveryKind.outcomes();
            for (int i = 0; i < outcomes.size(); i++) {
                store.writer().put(new RequestRecord(requestKey(i), i, hash("asked"), NOON, outcomes.get(i)));
            }
            store.commitBatch();

            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(store.state().request(requestKey(i)))
                        .contains(new RequestRecord(requestKey(i), i, hash("asked"), NOON, outcomes.get(i)));
            }
        }

        @Test
        void sequencesBeyondOneByteAreKeptApart() {
            for (long sequence : List.of(0L, 1L, 255L, 256L, 65_536L, 1L << 40)) {
                store.writer().put(record(ALICE, nodeRequest("n" + sequence), sequence));
            }
            store.commitBatch();

            for (long sequence : List.of(0L, 1L, 255L, 256L, 65_536L, 1L << 40)) {
                assertThat(store.state().request(Origin.NODE, sequence))
                        .contains(record(ALICE, nodeRequest("n" + sequence), sequence));
            }
        }

        private RequestKey requestKey(int i) {
            return new RequestKey(ALICE, clientRequest("r" + i));
        }
    }

    private void putConfig(String path, long version, @Nullable String text) {
        if (text == null) {
            store.writer().append(tombstone(path, version), null);
        } else {
            store.writer().append(live(path, version, json(text)), json(text));
        }
    }

    private void putSchema(String path, long version, String text) {
        store.writer().append(schemaVersion(path, version, json(text)), json(text));
    }

    private static Project aProject(String key) {
        return Project.create(project(key), "about " + key, stamp(1));
    }

    private static Environment anEnvironment(String path) {
        return new Environment(environment(path), "about " + path, SchemaDemand.REQUIRED, stamp(2), revision(2), 0);
    }

    private static ConfigVersion live(String path, long version, Document document) {
        return new ConfigVersion(config(path), version(version), new Live(document.ref(), null), stamp(version));
    }

    private static ConfigVersion tombstone(String path, long version) {
        return new ConfigVersion(config(path), version(version), Deleted.DELETED, stamp(version));
    }

    private static SchemaVersion schemaVersion(String path, long version, Document document) {
        return new SchemaVersion(schema(path), version(version), Dialect.DRAFT_07, document.ref(), stamp(version));
    }

    private static Commit commit(long revision, Hash previous) {
        return Commit.append(
                stamp(revision),
                clientRequest("c" + revision),
                List.of(EveryKind.events().getFirst()),
                previous);
    }

    private static RequestRecord record(Principal principal, RequestId id, long sequence) {
        return new RequestRecord(
                new RequestKey(principal, id),
                sequence,
                hash("asked"),
                NOON,
                EveryKind.outcomes().getFirst());
    }

    private static Head head(long revision) {
        return new Head(
                revision(revision),
                hash("head " + revision),
                NOON.plusSeconds(revision),
                revision * 10,
                new RequestWindow(revision, revision + 5),
                new RequestWindow(0, revision));
    }
}
