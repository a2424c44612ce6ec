package io.cfguardian.raft.consensus;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.raft.consensus.Leadership.Role;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.testkit.cluster.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Real members in this JVM, on loopback, each with its own directory. */
final class LocalCluster implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path root;
    private final List<MemberAddress> addresses = new ArrayList<>();
    private final UnaryOperator<ConsensusSettings> adjust;
    private final SortedMap<Integer, Member> running = new TreeMap<>();
    private final ConcurrentLinkedQueue<FatalFailure> failures = new ConcurrentLinkedQueue<>();

    record Member(ConsensusNode node, TallyState state) {}

    LocalCluster(Path root, int size, UnaryOperator<ConsensusSettings> adjust) {
        this.root = root;
        this.adjust = adjust;
        for (int i = 0; i < size; i++) {
            addresses.add(new MemberAddress("127.0.0.1", Ports.pick(1).getFirst()));
        }
    }

    static LocalCluster started(Path root, int size, UnaryOperator<ConsensusSettings> adjust) throws Exception {
        LocalCluster cluster = new LocalCluster(root, size, adjust);
        for (int i = 0; i < size; i++) {
            cluster.start(i);
        }
        cluster.awaitLeader();
        return cluster;
    }

    Member start(int i) throws Exception {
        TallyState state = new TallyState(root.resolve("state" + i));
        try {
            ConsensusNode node = ConsensusNode.start(
                    settings(i),
                    state,
                    failures::add,
                    question -> (i + ":" + text(question)).getBytes(StandardCharsets.UTF_8),
                    Tracer.NONE);
            Member member = new Member(node, state);
            running.put(i, member);
            return member;
        } catch (ConsensusStartException | RuntimeException refused) {
            state.close();
            throw refused;
        }
    }

    ConsensusSettings settings(int i) {
        return adjust.apply(ConsensusSettings.of("test", addresses.get(i), addresses, raftDirectory(i), Plain.PLAIN));
    }

    Path raftDirectory(int i) {
        return root.resolve("raft" + i);
    }

    MemberAddress address(int i) {
        return addresses.get(i);
    }

    Member member(int i) {
        return Optional.ofNullable(running.get(i)).orElseThrow();
    }

    List<Member> members() {
        return List.copyOf(running.values());
    }

    void stop(int i) {
        Member member = Optional.ofNullable(running.remove(i)).orElseThrow();
        member.node().close();
        member.state().close();
    }

    void wipe(int i) throws IOException {
        delete(raftDirectory(i));
        wipeState(i);
    }

    void wipeState(int i) throws IOException {
        delete(root.resolve("state" + i));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The index of the member that leads and that all running members follow. */
    int awaitLeader() {
        await("one leader", () -> leaderSeenByAll().isPresent());
        return leaderSeenByAll().orElseThrow();
    }

    private Optional<Integer> leaderSeenByAll() {
        List<MemberAddress> seen = running.values().stream()
                .flatMap(member -> member.node().leadership().leader().stream())
                .distinct()
                .toList();
        boolean allSee = running.values().stream()
                .allMatch(member -> member.node().leadership().leader().isPresent());
        return allSee && seen.size() == 1
                ? running.keySet().stream()
                        .filter(i -> addresses.get(i).equals(seen.getFirst()))
                        .filter(i -> member(i).node().leadership().role() == Role.LEADER)
                        .findAny()
                : Optional.empty();
    }

    int aFollower() {
        int leader = awaitLeader();
        return running.keySet().stream().filter(i -> i != leader).findFirst().orElseThrow();
    }

    ProposalResult propose(int i, String command) {
        return member(i).node().propose(bytes(command), PATIENCE, Span.NONE).join();
    }

    Answered commit(int i, String command) {
        ProposalResult result = propose(i, command);
        if (result instanceof Answered answered) {
            return answered;
        }
        throw new AssertionError(result);
    }

    List<FatalFailure> failures() {
        return List.copyOf(failures);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void await(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError("still not after " + PATIENCE + ": " + what);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (Exception failed) {
            throw new AssertionError("while awaiting " + what, failed);
        }
    }

    @Override
    public void close() {
        running.values().forEach(member -> member.state().openGate());
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
