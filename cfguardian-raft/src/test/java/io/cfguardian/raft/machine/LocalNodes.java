package io.cfguardian.raft.machine;

import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.nodeRequest;
import static io.cfguardian.testkit.example.Examples.project;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.cluster.ClusterStatus.Member;
import io.cfguardian.app.cluster.ClusterStatus.Role;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.machine.RaftNodeSettings.Beginning;
import io.cfguardian.raft.machine.RaftNodeSettings.Tuning;
import io.cfguardian.testkit.cluster.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Real nodes in this process, from {@code n1} on. Used by one thread. */
final class LocalNodes implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);

    private final Path directory;
    private final List<RaftNodeSettings.Member> members = new ArrayList<>();
    private final List<RaftNode> nodes = new ArrayList<>();
    private final Map<String, FatalFailure> failures = new ConcurrentHashMap<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private int founders;
    private final Map<String, StoppableState> states = new ConcurrentHashMap<>();

    private LocalNodes(Path directory) {
        this.directory = directory;
    }

    /** Started and ready. */
    static LocalNodes start(int count, Path directory) throws IOException, RaftNodeStartException {
        LocalNodes started = new LocalNodes(directory);
        started.founders = count;
        for (int i = 0; i < count; i++) {
            started.addMember();
        }
        for (int i = 0; i < count; i++) {
            started.nodes.add(started.open(i));
        }
        started.nodes.forEach(LocalNodes::awaitReady);
        return started;
    }

    private void addMember() {
        int i = members.size();
        members.add(new RaftNodeSettings.Member(
                id(i), new MemberAddress("127.0.0.1", Ports.pick(1).getFirst()), "127.0.0.1:" + (8081 + i)));
    }

    /** Another node, which waits to be added; its number. */
    int join() throws IOException, RaftNodeStartException {
        addMember();
        nodes.add(open(members.size() - 1));
        return members.size() - 1;
    }

    /** Where a node listens for the others. */
    String address(int i) {
        return members.get(i).raft().toString();
    }

    /** Whether a node found that it was removed. */
    boolean isRemoved(int i) {
        return removed.contains(id(i));
    }

    static String id(int i) {
        return "n" + (i + 1);
    }

    RaftNode get(int i) {
        return nodes.get(i);
    }

    List<RaftNode> all() {
        return List.copyOf(nodes);
    }

    RaftNodeSettings settings(int i) {
        boolean joins = i >= founders;
        return new RaftNodeSettings(
                "test",
                id(i),
                joins ? List.of(members.get(i)) : members.subList(0, founders),
                joins ? Beginning.JOIN : Beginning.FOUND,
                directory.resolve(id(i)),
                Plain.PLAIN,
                Tuning.defaults());
    }

    /** Starts one that was closed. */
    RaftNode restart(int i) throws RaftNodeStartException {
        nodes.set(i, open(i));
        return nodes.get(i);
    }

    /** Why a node took itself out of service, if it did. */
    Optional<FatalFailure> failure(int i) {
        return Optional.ofNullable(failures.get(id(i)));
    }

    int leader() {
        return await().atMost(LONG)
                .until(
                        () -> nodes.getFirst().cluster().status().members().stream()
                                .filter(member -> member.role() == Role.LEADER)
                                .map(Member::id)
                                .findFirst(),
                        Optional::isPresent)
                .map(id -> Integer.parseInt(id.substring(1)) - 1)
                .orElseThrow();
    }

    private RaftNode open(int i) throws RaftNodeStartException {
        return RaftNode.start(
                settings(i),
                failure -> failures.put(id(i), failure),
                () -> removed.add(id(i)),
                Tracer.NONE,
                state -> state(i).before(state));
    }

    /** Through which a test can hold a node up. */
    StoppableState state(int i) {
        return states.computeIfAbsent(id(i), ignored -> new StoppableState());
    }

    /** For a node that is to stay sound. */
    static void unexpected(FatalFailure failure) {
        assertThat(failure).as("a failure that no test asked for").isNull();
    }

    static void awaitReady(RaftNode node) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(node.cluster().obstacles()).isEmpty());
    }

    static Envelope createProject(String key) {
        return createProject(key, "");
    }

    static Envelope createProject(String key, String description) {
        return new Envelope(
                nodeRequest(key),
                new Actor.Node(new Principal("alice")),
                null,
                Instant.now(),
                hash(key),
                new CreateProject(project(key), description));
    }

    static boolean hasProject(RaftNode node, String key) {
        try (View view = node.replica().view()) {
            return view.project(project(key)).isPresent();
        }
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
        assertThat(failures).as("failures that no test asked for").isEmpty();
    }

    /** Forgets a failure that the test brought about. */
    void forgive(int i) {
        failures.remove(id(i));
    }
}
