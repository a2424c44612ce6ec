package io.cfguardian.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.generate.RandomEnvelopes;
import io.cfguardian.testkit.generate.RandomKeys;
import io.cfguardian.testkit.model.ModelDocuments.Held;
import io.cfguardian.testkit.scenario.AnswerText;
import io.cfguardian.testkit.state.Store;
import java.util.List;
import java.util.SplittableRandom;

/** One run of random commands on a fresh store, each answer and the state after it held against the model. */
final class Episode {

    private static final int ALL = 1_000_000;

    private final SplittableRandom random;
    private final Store store;
    private final State state;
    private final CountingWriter writer;
    private final RandomEnvelopes envelopes;
    private final Model model = new Model();

    Episode(SplittableRandom random, Store store) {
        this.random = random;
        this.store = store;
        this.state = store.state();
        this.writer = new CountingWriter(store.writer());
        this.envelopes = new RandomEnvelopes(random, state);
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(envelopes.next());
            if (random.nextInt(3) > 0) {
                store.commitBatch();
                checkNewestCommit();
            }
        }
        store.commitBatch();
        checkHistory();
    }

    private void step(Envelope envelope) {
        String expected = model.step(envelope);
        Head before = state.head();
        long writesBefore = writer.writes();
        Answer answer = Transition.step(state, writer, envelope);
        assertThat(AnswerText.of(answer)).as(() -> "answer to " + envelope).isEqualTo(expected);
        Head after = state.head();
        if (!expected.startsWith("committed ")) {
            assertThat(after.revision()).isEqualTo(before.revision());
            assertThat(after.chainHash()).isEqualTo(before.chainHash());
        }
        if (expected.startsWith("again ")
                || expected.contains("premise changed")
                || expected.contains("request reused")) {
            assertThat(after).isEqualTo(before);
            assertThat(writer.writes()).as("writes").isEqualTo(writesBefore);
        }
        checkHead(after);
        checkCounts();
    }

    private void checkHead(Head head) {
        assertThat(head.revision().value()).isEqualTo(model.revision());
        assertThat(head.time()).isEqualTo(model.time());
        assertThat(head.counts().projects()).isEqualTo(model.projects());
        checkWindow(Origin.CLIENT, head.clientRequests());
        checkWindow(Origin.NODE, head.nodeRequests());
    }

    private void checkWindow(Origin origin, SequenceWindow window) {
        ModelWindow expected = model.window(origin);
        assertThat(window.first()).isEqualTo(expected.forgotten());
        assertThat(window.size()).isEqualTo(expected.kept().size());
        assertThat(state.request(origin, window.next())).isEmpty();
        if (window.first() > 0) {
            assertThat(state.request(origin, window.first() - 1)).isEmpty();
        }
        if (window.size() > 0) {
            assertThat(state.request(origin, window.first())).hasValueSatisfying(oldest -> {
                assertThat(AnswerText.of(oldest.outcome()))
                        .isEqualTo(expected.kept().getFirst().answer());
                assertThat(state.request(oldest.key())).contains(oldest);
            });
        }
    }

    private void checkCounts() {
        for (ProjectKey key : RandomKeys.PROJECTS) {
            boolean live = state.project(key).filter(Project::isLive).isPresent();
            assertThat(live).isEqualTo(model.hasProject(key.value()));
            if (state.project(key).isPresent()) {
                checkCounts(state.project(key).get());
            }
        }
    }

    private void checkCounts(Project project) {
        long environments = 0;
        for (EnvironmentKey environment : RandomKeys.ENVIRONMENTS) {
            EnvironmentId id = new EnvironmentId(project.key(), environment);
            assertThat(state.environment(id).map(e -> new Model.Place(e.description(), e.schemas())))
                    .isEqualTo(model.environment(id.toString()));
            if (state.environment(id).isPresent()) {
                environments++;
                assertThat(state.environment(id).map(Environment::configs)).contains(liveConfigs(id));
            }
        }
        long schemas = RandomKeys.SCHEMAS.stream()
                .filter(key -> state.schema(new SchemaId(project.key(), key)).isPresent())
                .count();
        assertThat(project.environments()).isEqualTo(environments);
        assertThat(project.schemas()).isEqualTo(schemas);
    }

    private long liveConfigs(EnvironmentId environment) {
        return RandomKeys.CONFIGS.stream()
                .filter(key -> state.config(ConfigId.of(environment, key))
                        .filter(ConfigVersion::isLive)
                        .isPresent())
                .count();
    }

    private void checkNewestCommit() {
        Head head = state.head();
        if (head.revision().equals(Revision.ZERO)) {
            return;
        }
        try (View view = store.view()) {
            assertThat(view.head()).isEqualTo(head);
            assertThat(view.commits(head.revision(), 2)).singleElement().satisfies(commit -> {
                assertThat(commit.isIntact()).isTrue();
                assertThat(commit.hash()).isEqualTo(head.chainHash());
            });
        }
    }

    private void checkHistory() {
        try (View view = store.view()) {
            checkJournal(view.commits(Revision.ZERO, ALL));
            for (ProjectKey project : RandomKeys.PROJECTS) {
                for (SchemaKey key : RandomKeys.SCHEMAS) {
                    SchemaId id = new SchemaId(project, key);
                    assertThat(view.versions(id, null, ALL).reversed().stream().map(schema -> held(view, id, schema)))
                            .isEqualTo(model.documents().history(id));
                }
                assertThat(view.schemas(project, null, ALL))
                        .hasSize((int) model.documents().schemasIn(project.value()));
                assertThat(view.environments(project, null, ALL)).hasSize((int) model.environmentsOf(project.value()));
                for (EnvironmentKey environment : RandomKeys.ENVIRONMENTS) {
                    checkConfigs(view, new EnvironmentId(project, environment));
                }
            }
        }
    }

    private void checkConfigs(View view, EnvironmentId environment) {
        long known = 0;
        for (ConfigKey key : RandomKeys.CONFIGS) {
            ConfigId id = ConfigId.of(environment, key);
            List<Held> history = model.documents().history(id);
            assertThat(view.versions(id, null, ALL).reversed().stream().map(config -> held(view, config)))
                    .isEqualTo(history);
            known += history.isEmpty() ? 0 : 1;
        }
        assertThat(view.configs(environment, "", null, ALL)).hasSize((int) known);
    }

    private void checkJournal(List<Commit> commits) {
        Hash previous = Hash.ZERO;
        long revision = 0;
        for (Commit commit : commits) {
            revision++;
            assertThat(commit.revision().value()).isEqualTo(revision);
            assertThat(commit.previous()).isEqualTo(previous);
            assertThat(commit.isIntact()).isTrue();
            if (revision > 1) {
                assertThat(commit.time())
                        .isAfterOrEqualTo(commits.get((int) revision - 2).time());
            }
            previous = commit.hash();
        }
        assertThat(revision).isEqualTo(model.revision());
        assertThat(previous).isEqualTo(state.head().chainHash());
    }

    private static Held held(View view, SchemaId id, SchemaVersion schema) {
        return new Held(view.document(id, schema.version()).orElseThrow(), null);
    }

    private static Held held(View view, ConfigVersion config) {
        DocumentId id = config.id();
        Version version = config.version();
        return switch (config.content()) {
            case Live live -> new Held(view.document(id, version).orElseThrow(), live.schema());
            case ConfigVersion.Deleted ignored ->
                new Held(view.document(id, version).orElse(null), null);
        };
    }
}
