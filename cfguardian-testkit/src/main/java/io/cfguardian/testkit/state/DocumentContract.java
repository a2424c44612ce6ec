package io.cfguardian.testkit.state;

import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.schemaRef;
import static io.cfguardian.testkit.example.Examples.stamp;
import static io.cfguardian.testkit.example.Examples.version;
import static io.cfguardian.testkit.example.Examples.yaml;
import static io.cfguardian.testkit.state.StoredExamples.aProject;
import static io.cfguardian.testkit.state.StoredExamples.anEnvironment;
import static io.cfguardian.testkit.state.StoredExamples.live;
import static io.cfguardian.testkit.state.StoredExamples.putConfig;
import static io.cfguardian.testkit.state.StoredExamples.putSchema;
import static io.cfguardian.testkit.state.StoredExamples.schemaVersion;
import static io.cfguardian.testkit.state.StoredExamples.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaVersion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a store promises of the entities: the order of their listings and the versions of their documents. */
abstract class DocumentContract {

    /** In the order of keys. '-' and '.' sort before digits and letters, '_' between them. */
    private static final List<String> NEIGHBOURS = List.of("a", "a-b", "a.b", "a0", "a_b", "aa", "ab", "b");

    /** The store of the running test, empty when the test begins. */
    abstract Store store();

    @Nested
    class Neighbours {

        @Test
        void projectsAreListedInTheOrderOfTheirKeys() {
            NEIGHBOURS.reversed().forEach(key -> store().writer().put(aProject(key)));
            store().commitBatch();

            try (View view = store().view()) {
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
            store().writer().put(aProject("p").delete(stamp(9)));
            store().commitBatch();

            try (View view = store().view()) {
                assertThat(view.projects(null, 10))
                        .containsExactly(aProject("p").delete(stamp(9)));
                assertThat(view.project(project("p"))).contains(aProject("p").delete(stamp(9)));
            }
        }

        @Test
        void environmentsOfOneProjectAreListedInOrder() {
            for (String project : NEIGHBOURS) {
                NEIGHBOURS.reversed().forEach(key -> store().writer().put(anEnvironment(project + "/" + key)));
            }
            store().writer().remove(environment("a/aa"));
            store().commitBatch();

            try (View view = store().view()) {
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
                    putSchema(store(), project + "/" + key, 1, "old");
                    putSchema(store(), project + "/" + key, 2, "new");
                }
            }
            store().commitBatch();

            try (View view = store().view()) {
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
                    putConfig(store(), place + "/" + key, 1, "old");
                    putConfig(store(), place + "/" + key, 2, "new");
                }
            }
            store().commitBatch();

            try (View view = store().view()) {
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
            NEIGHBOURS.forEach(key -> putConfig(store(), "p/e/" + key, 1, "one"));
            putConfig(store(), "p/e/a.b", 2, "two");
            store().commitBatch();

            try (View view = store().view()) {
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
            putConfig(store(), "p/e/" + common + "a", 1, "one");
            putConfig(store(), "p/e/" + common + "b", 1, "two");
            putConfig(store(), "p/e/" + common, 1, "three");
            store().commitBatch();

            try (View view = store().view()) {
                assertThat(keys(view, common, null)).containsExactly(common, common + "a", common + "b");
                assertThat(view.document(config("p/e/" + common + "b"), version(1)))
                        .contains(json("two"));
            }
        }

        @Test
        void aRemovedEnvironmentLeavesItsNeighbours() {
            NEIGHBOURS.forEach(key -> store().writer().put(anEnvironment("p/" + key)));
            store().commitBatch();
            store().writer().remove(environment("p/a"));
            store().commitBatch();

            assertThat(store().state().environment(environment("p/a"))).isEmpty();
            try (View view = store().view()) {
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
                putConfig(store(), "p/e/a", v, "v" + v);
                putConfig(store(), "p/e/a-b", v, "other");
            }
            store().commitBatch();

            try (View view = store().view()) {
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
                putSchema(store(), "p/a", v, "v" + v);
                putSchema(store(), "p/a.b", v, "other");
            }
            store().commitBatch();

            try (View view = store().view()) {
                assertThat(view.versions(schema("p/a"), null, 1000))
                        .extracting(s -> s.version().value())
                        .isEqualTo(Stream.iterate(300L, v -> v - 1).limit(300).toList());
                assertThat(view.versions(schema("p/a"), version(3), 5))
                        .containsExactly(schemaVersion("p/a", 2, json("v2")), schemaVersion("p/a", 1, json("v1")));
            }
        }

        @Test
        void everyVersionIsFound() {
            putConfig(store(), "p/e/c", 1, "one");
            putConfig(store(), "p/e/c", 2, null);
            putConfig(store(), "p/e/c", 3, "three");
            putSchema(store(), "p/c", 1, "one");
            putSchema(store(), "p/c", 2, "two");
            store().commitBatch();

            try (View view = store().view()) {
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
            putConfig(store(), "p/e/c", 1, "one");
            putConfig(store(), "p/e/c", 2, null);
            putSchema(store(), "p/c", 1, "schema");
            Document yaml = yaml("three");
            store().writer().append(live("p/e/c", 3, yaml), yaml);
            store().commitBatch();

            try (View view = store().view()) {
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
            putConfig(store(), "p/e/a", 1, "one");
            putConfig(store(), "p/e/b", 1, "one");
            putConfig(store(), "p/e/b", 2, null);
            store().commitBatch();

            assertThat(store().state().config(config("p/e/b"))).contains(tombstone("p/e/b", 2));
            try (View view = store().view()) {
                assertThat(view.configs(environment("p/e"), "", null, 10))
                        .containsExactly(live("p/e/a", 1, json("one")), tombstone("p/e/b", 2));
                assertThat(view.versions(config("p/e/b"), null, 10))
                        .containsExactly(tombstone("p/e/b", 2), live("p/e/b", 1, json("one")));
            }
        }

        @Test
        void aSchemaAndAConfigOfTheSameNameAreTwo() {
            putSchema(store(), "p/e", 1, "schema");
            putConfig(store(), "p/e/e", 1, "config");
            store().commitBatch();

            try (View view = store().view()) {
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
            store().writer().append(version, document);
            store().commitBatch();

            assertThat(store().state().config(config("p/e/c"))).contains(version);
        }

        @Test
        void everyDialectIsKept() {
            for (Dialect dialect : Dialect.values()) {
                Document document = json("s");
                store().writer()
                        .append(
                                new SchemaVersion(
                                        schema("p/" + dialect.label()), version(1), dialect, document.ref(), stamp(1)),
                                document);
            }
            store().commitBatch();

            try (View view = store().view()) {
                assertThat(view.schemas(project("p"), null, 10))
                        .extracting(SchemaVersion::dialect)
                        .containsExactlyInAnyOrder(Dialect.values());
            }
        }
    }
}
