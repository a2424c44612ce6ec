package io.cfguardian.testkit.model;

import static io.cfguardian.testkit.example.Examples.clientRequest;
import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Clients of a {@link SimulatedCluster}, which write through the real {@link Writes}, read, and follow the journal, and hold what they are
 * told against what they were told before.
 */
final class SimulatedClients {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Actor WRITER = new Actor.Node(new Principal("alice"));
    private static final List<ConfigId> CONFIGS = List.of(config("p/e/a"), config("p/e/b"), config("p/e/c"));

    private final SplittableRandom random;
    private final SimulatedCluster cluster;
    private final List<Request> unsettled = new ArrayList<>();
    private final Map<String, Revision> told = new TreeMap<>();
    private final Map<String, String> makers = new TreeMap<>();
    private final List<Watcher> watchers = List.of(new Watcher(), new Watcher());
    private Revision newest = Revision.ZERO;
    private long made;

    SimulatedClients(SplittableRandom random, SimulatedCluster cluster) {
        this.random = random;
        this.cluster = cluster;
        for (int i = 0; i < 3; i++) {
            cluster.node(i).meanwhile(this::act);
        }
    }

    /** One request, which keeps its id however often it is sent. {@code after} had been acknowledged before its first attempt. */
    private record Request(String id, Command command, Revision after) {}

    /** Makes the place that everything is written to. */
    void prepare() {
        unsettled.add(new Request("project", new CreateProject(project("p"), ""), Revision.ZERO));
        unsettled.add(new Request(
                "environment", new CreateEnvironment(environment("p/e"), "", SchemaDemand.OPTIONAL), Revision.ZERO));
    }

    void act() {
        switch (random.nextInt(10)) {
            case 0, 1 -> read();
            case 2 -> watchers.get(random.nextInt(watchers.size())).poll();
            case 3, 4 -> sendAgain();
            default -> send(new Request("r" + made++, command(), newest));
        }
    }

    /** Gets an answer to all that was left open, and the whole journal. */
    void settle() {
        while (!unsettled.isEmpty()) {
            send(unsettled.removeFirst());
            cluster.settle();
        }
        watchers.forEach(watcher -> watcher.finish(cluster.node(0)));
        try (View view = cluster.node(0).view()) {
            List<Commit> journal = view.commits(Revision.ZERO.next(), Integer.MAX_VALUE);
            Map<String, Revision> once = new LinkedHashMap<>();
            journal.forEach(commit -> assertThat(once.put(commit.requestId().value(), commit.revision()))
                    .as("%s is committed once", commit.requestId())
                    .isNull());
            assertThat(once).containsAllEntriesOf(told);
        }
    }

    private void sendAgain() {
        if (!unsettled.isEmpty()) {
            send(unsettled.remove(random.nextInt(unsettled.size())));
        }
    }

    private void send(Request request) {
        SimulatedNode node = cluster.anyNode();
        WriteResult result;
        try {
            result = new Writes(node, node, node, TIMEOUT)
                    .run(
                            new WriteRequest(WRITER, null, clientRequest(request.id()), hash(request.id())),
                            request.command());
        } catch (ReplicationFailure notAnswered) {
            unsettled.add(request);
            return;
        }
        assertThat(result).isInstanceOf(WriteResult.Decided.class);
        var answer = ((WriteResult.Decided) result).answer();
        if (answer.outcome() instanceof Committed committed) {
            acknowledged(request, committed);
            assertThat(answer.turn() == Turn.REPEATED || committed.revision().isAfter(request.after()))
                    .as("%s comes after what was acknowledged before it", request.id())
                    .isTrue();
        }
        Revision seen = switch (answer.outcome()) {
            case Committed committed -> committed.revision();
            case Outcome.Unchanged unchanged -> unchanged.revision();
            case Outcome.Rejected rejected -> rejected.revision();
        };
        newest = seen.isAfter(newest) ? seen : newest;
    }

    private void acknowledged(Request request, Committed committed) {
        assertThat(committed.revision().isAfter(request.after()))
                .as("%s is later than what was acknowledged before it was sent", request.id())
                .isTrue();
        Revision before = told.put(request.id(), committed.revision());
        assertThat(before == null || before.equals(committed.revision()))
                .as("%s has one revision", request.id())
                .isTrue();
        committed.results().stream().filter(result -> result.version() != null).forEach(result -> {
            if (result.effect() != Outcome.Effect.UNCHANGED) {
                String maker = makers.put(result.subject() + " " + result.version(), request.id());
                assertThat(maker == null || maker.equals(request.id()))
                        .as("version %s of %s has one maker", result.version(), result.subject())
                        .isTrue();
            }
        });
    }

    private void read() {
        SimulatedNode node = cluster.anyNode();
        Revision before = newest;
        try {
            node.awaitLinearizable(TIMEOUT);
        } catch (ReplicationFailure noLeader) {
            return;
        }
        try (View view = node.view()) {
            Revision seen = view.head().revision();
            assertThat(before.isAfter(seen))
                    .as("a read at %s after %s", seen, before)
                    .isFalse();
            newest = seen.isAfter(newest) ? seen : newest;
        }
    }

    private Command command() {
        ConfigId id = CONFIGS.get(random.nextInt(CONFIGS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> one(new Operation.DeleteConfig(id, expectation(id)));
            case 1 ->
                new ChangeDocuments(
                        project("p"),
                        List.of(new Precondition(CONFIGS.get(2), expectation(CONFIGS.get(2)))),
                        List.of(),
                        List.of(
                                put(CONFIGS.get(0), Expectation.Simple.ANY),
                                put(CONFIGS.get(1), expectation(CONFIGS.get(1)))));
            default -> one(put(id, expectation(id)));
        };
    }

    private static ChangeDocuments one(Operation operation) {
        return ChangeDocuments.one(project("p"), List.of(), operation);
    }

    private Operation put(ConfigId id, Expectation expectation) {
        return new Operation.PutConfig(id, expectation, json("value " + random.nextInt(6)), null);
    }

    /** As a client has it that has read from some node, a moment ago. */
    private Expectation expectation(ConfigId id) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Expectation.Simple.ANY;
            case 2 -> Expectation.Simple.ABSENT;
            case 3 -> Expectation.Simple.PRESENT;
            default -> {
                try (View view = cluster.anyNode().view()) {
                    Optional<Version> version = view.config(id).map(ConfigVersion::version);
                    yield version.<Expectation>map(Expectation.At::new).orElse(Expectation.Simple.ABSENT);
                }
            }
        };
    }

    /** Follows the journal from node to node and must see each revision once, in order. */
    private final class Watcher {
        private Revision last = Revision.ZERO;
        private Hash head = Hash.ZERO;

        void poll() {
            follow(cluster.anyNode(), 1 + random.nextInt(3));
        }

        void finish(SimulatedNode node) {
            follow(node, Integer.MAX_VALUE);
            assertThat(last).isEqualTo(node.head().revision());
        }

        private void follow(SimulatedNode node, int most) {
            try (View view = node.view()) {
                for (Commit commit : view.commits(last.next(), most)) {
                    assertThat(commit.revision())
                            .as("the revision after %s", last)
                            .isEqualTo(last.next());
                    assertThat(commit.previous())
                            .as("the head before %s", commit.revision())
                            .isEqualTo(head);
                    assertThat(commit.isIntact()).isTrue();
                    last = commit.revision();
                    head = commit.hash();
                }
            }
        }
    }
}
