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
import static io.cfguardian.testkit.example.Examples.stamp;
import static io.cfguardian.testkit.example.Examples.version;
import static io.cfguardian.testkit.state.StoredExamples.aProject;
import static io.cfguardian.testkit.state.StoredExamples.anEnvironment;
import static io.cfguardian.testkit.state.StoredExamples.commit;
import static io.cfguardian.testkit.state.StoredExamples.head;
import static io.cfguardian.testkit.state.StoredExamples.live;
import static io.cfguardian.testkit.state.StoredExamples.putConfig;
import static io.cfguardian.testkit.state.StoredExamples.putSchema;
import static io.cfguardian.testkit.state.StoredExamples.record;
import static io.cfguardian.testkit.state.StoredExamples.schemaVersion;
import static io.cfguardian.testkit.state.StoredExamples.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestKey;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.example.EveryKind;
import java.util.List;
import java.util.stream.Stream;
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
    class Documents extends DocumentContract {

        @Override
        Store store() {
            return store;
        }
    }

    @Nested
    class Entities extends EntityContract {

        @Override
        Store store() {
            return store;
        }
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
            putConfig(store, "p/e/a", 1, "one");
            store.writer().head(head(1));
            store.writer().append(commit(1, Hash.ZERO));
            store.commitBatch();

            try (View before = store.view()) {
                putConfig(store, "p/e/a", 2, "two");
                putConfig(store, "p/e/b", 1, "one");
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
            putSchema(store, "p/s", 1, "schema");
            putConfig(store, "p/e/c", 1, "one");
            putConfig(store, "p/e/c", 2, null);
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
}
