package io.cfguardian.testkit.cluster;

import static org.awaitility.Awaitility.await;

import io.cfguardian.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Nodes of one cluster, each a JVM of its own on loopback, which talk over TLS. Nodes are counted from 0; node {@code i} is named {@code
 * node-i+1}. The program is {@code target/cfguardian/cfguardian.jar}, or what {@code -Dcfguardian.jar} names. Methods may be
 * called by many threads, but a node is started and stopped by one at a time.
 */
public final class ProcessCluster implements AutoCloseable {

    /** The system property that names the packaged program. */
    public static final String JAR_PROPERTY = "cfguardian.jar";

    /** The administrator's e-mail address. */
    public static final String EMAIL = "admin@test.example";

    /** How long a cluster may take until it serves, on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(150);

    private final NodePlan plan;
    private volatile String token = "";
    private final List<Integer> raftPorts = new CopyOnWriteArrayList<>();
    private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
    private final Set<Integer> givenUp = ConcurrentHashMap.newKeySet();
    private final List<ApiClient> clients = new CopyOnWriteArrayList<>();

    private ProcessCluster(NodePlan plan) {
        this.plan = plan;
    }

    /** Starts {@code size} nodes without data and waits until every one serves. */
    public static ProcessCluster start(int size) {
        return start(size, Map.of());
    }

    /**
     * Starts {@code size} nodes without data and waits until every one serves.
     *
     * @param settings more of them, by the names of their variables ({@code CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES})
     */
    public static ProcessCluster start(int size, Map<String, String> settings) {
        return start(size, settings, ignored -> List.of());
    }

    /**
     * Starts them too, each behind a command that becomes the node's process.
     *
     * @param launcher by a node's number, the words before those that start the program
     */
    public static ProcessCluster start(int size, Map<String, String> settings, IntFunction<List<String>> launcher) {
        return begun(plan(size, newPlan(settings, launcher)), node -> {});
    }

    /** Starts {@code size} nodes that are made of a backup of {@code from} first, with its secrets, and waits until every one serves. */
    public static ProcessCluster restored(Path backup, int size, ProcessCluster from) {
        NodePlan plan = newPlan(Map.of(), ignored -> List.of()).withSecrets(from.plan.password(), from.plan.master());
        return begun(plan(size, plan), node -> {
            Ran ran = node.run("restore", "--file", backup.toString());
            if (ran.exitCode() != 0) {
                throw new IllegalStateException("restore failed: " + ran.output());
            }
        });
    }

    private static NodePlan newPlan(Map<String, String> settings, IntFunction<List<String>> launcher) {
        try {
            return NodePlan.of(settings, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessCluster begun(ProcessCluster cluster, Consumer<NodeProcess> prepare) {
        try {
            cluster.nodes.forEach(prepare);
            cluster.nodes.forEach(NodeProcess::start);
            cluster.awaitAllReady();
            cluster.signIn();
        } catch (RuntimeException e) {
            RuntimeException failure = new IllegalStateException(cluster.logTails(), e);
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    private static ProcessCluster plan(int size, NodePlan plan) {
        try {
            ProcessCluster cluster = new ProcessCluster(plan);
            List<Integer> ports = Ports.pick(2 * size);
            String members = IntStream.range(0, size)
                    .mapToObj(i -> NodePlan.member(i, ports.get(2 * i), ports.get(2 * i + 1)))
                    .collect(Collectors.joining(","));
            for (int i = 0; i < size; i++) {
                cluster.add(ports.get(2 * i), ports.get(2 * i + 1), Map.of("CFGUARDIAN_CLUSTER_MEMBERS", members));
            }
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException("no directory for a cluster", e);
        }
    }

    private int add(int raftPort, int httpPort, Map<String, String> more) throws IOException {
        int i = size();
        NodeProcess node = plan.node(i, raftPort, httpPort, more);
        nodes.add(node);
        raftPorts.add(raftPort);
        clients.add(new ApiClient(node.baseUri(), this::token));
        return i;
    }

    /**
     * Starts one node more, which has no data and waits until the cluster adds it; does not wait for it. Returns its number.
     */
    public int join() {
        List<Integer> ports = Ports.pick(2);
        try {
            int i = add(ports.get(0), ports.get(1), Map.of("CFGUARDIAN_CLUSTER_JOIN", "true"));
            nodes.get(i).start();
            return i;
        } catch (IOException e) {
            throw new IllegalStateException("no directory for another node", e);
        }
    }

    /** Signs in as the administrator, who is there soon after the first leader is. */
    private void signIn() {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, plan.password());
        token = await("administrator")
                .atMost(PATIENCE)
                .until(() -> client(0).post("/api/v1/auth/login", body), reply -> reply.status() == 200)
                .json()
                .path("accessToken")
                .asString();
    }

    /** Kills node {@code i}, which will not be one of the cluster any more. */
    public void giveUp(int i) {
        kill(i);
        givenUp.add(i);
    }

    /** The numbers of the nodes that were not given up, dead ones included. */
    public List<Integer> kept() {
        return IntStream.range(0, size())
                .filter(i -> !givenUp.contains(i))
                .boxed()
                .toList();
    }

    /** How many nodes there are, dead ones included. */
    public int size() {
        return nodes.size();
    }

    /** What the administrator opens the API with. */
    public String token() {
        return token;
    }

    /** The administrator's password; the e-mail address is {@link #EMAIL}. */
    public String password() {
        return plan.password();
    }

    /** A client of node {@code i}. */
    public ApiClient client(int i) {
        return clients.get(i);
    }

    /** Clients of all nodes, in their order. */
    public List<ApiClient> clients() {
        return List.copyOf(clients);
    }

    /** The id of node {@code i}. */
    public String id(int i) {
        return nodes.get(i).id();
    }

    /** Where node {@code i} keeps its data. */
    public Path data(int i) {
        return nodes.get(i).home().resolve("data");
    }

    /** Who certifies the nodes. */
    public TestAuthority authority() {
        return plan.authority();
    }

    /** Where node {@code i} listens for the others, on 127.0.0.1. */
    public int raftPort(int i) {
        return raftPorts.get(i);
    }

    /** Where node {@code i} has its key for the other nodes, as {@link TestAuthority#write} puts it. */
    public Path tlsDirectory(int i) {
        return nodes.get(i).home().resolve("tls");
    }

    /** The process of node {@code i}, alive or not. */
    public long pid(int i) {
        return nodes.get(i).pid();
    }

    /** What node {@code i} has written to its log, from its first start on. */
    public String log(int i) {
        return nodes.get(i).log();
    }

    /** Runs another command of the program to its end, with the settings of node {@code i}, which does not run. */
    public Ran run(int i, String... command) {
        return nodes.get(i).run(command);
    }

    /** What a command ended with, and what it wrote. */
    public record Ran(int exitCode, String output) {}

    /** What the process of node {@code i}, which has ended, ended with. */
    public int exitCode(int i) {
        return nodes.get(i).exitCode();
    }

    /** Whether the process of node {@code i} is there, paused or not. */
    public boolean isAlive(int i) {
        return nodes.get(i).isAlive();
    }

    /** Kills node {@code i} as {@code kill -9} does; it is gone when this returns. */
    public void kill(int i) {
        nodes.get(i).kill();
    }

    /** Kills all nodes at once. */
    public void killAll() {
        nodes.forEach(NodeProcess::signalKill);
        nodes.forEach(NodeProcess::kill);
    }

    /** Stops node {@code i} in order, as a service manager does; it is gone when this returns. */
    public void stop(int i) {
        nodes.get(i).stop();
    }

    /** Asks node {@code i} to stop in order and does not wait for it. */
    public void askToStop(int i) {
        nodes.get(i).signal("TERM");
    }

    /** Starts node {@code i}, which is dead, on its data; does not wait for it. */
    public void restart(int i) {
        nodes.get(i).start();
    }

    /** Starts all dead nodes and waits until every node serves. */
    public void restartAll() {
        nodes.stream().filter(node -> !node.isAlive()).forEach(NodeProcess::start);
        awaitAllReady();
    }

    /** Freezes node {@code i}: its connections stay, it says nothing. */
    public void pause(int i) {
        nodes.get(i).signal("STOP");
    }

    /** Lets node {@code i} run on. */
    public void resume(int i) {
        nodes.get(i).signal("CONT");
    }

    /** Waits until node {@code i} says that it is ready. */
    public void awaitReady(int i) {
        await("node " + id(i) + " ready").atMost(PATIENCE).until(() -> {
            if (!isAlive(i)) {
                throw new IllegalStateException(id(i) + " has ended: " + logTails());
            }
            return client(i)
                    .tryGet("/ready")
                    .filter(reply -> reply.status() == 200)
                    .isPresent();
        });
    }

    private void awaitAllReady() {
        IntStream.range(0, size()).forEach(this::awaitReady);
    }

    /** Waits until the nodes that are alive agree on a leader among them; its number. */
    public int awaitLeader() {
        return await("leader")
                .atMost(PATIENCE)
                .until(this::leader, Optional::isPresent)
                .orElseThrow();
    }

    /** The leader, when all nodes that answer name the same, and it answers. */
    private Optional<Integer> leader() {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (isAlive(i)) {
                named.add(client(i)
                        .tryGet("/api/v1/cluster")
                        .flatMap(ProcessCluster::leaderIn)
                        .orElse(""));
            }
        }
        return IntStream.range(0, size())
                .filter(this::isAlive)
                .filter(i -> !named.isEmpty() && named.stream().allMatch(name -> name.equals(id(i))))
                .boxed()
                .findFirst();
    }

    private static Optional<String> leaderIn(Reply reply) {
        if (reply.status() != 200) {
            return Optional.empty();
        }
        for (JsonNode member : reply.json().path("members")) {
            if (member.path("role").asString("").equals("leader")) {
                return Optional.of(member.path("id").asString());
            }
        }
        return Optional.empty();
    }

    /** The last lines of every node's log, to be shown when a test fails. */
    public String logTails() {
        return nodes.stream().map(NodeProcess::logTail).collect(Collectors.joining("\n"));
    }

    /** Kills what still runs and removes all data. */
    @Override
    public void close() {
        killAll();
        clients.forEach(ApiClient::close);
        NodeProcess.deleteTree(plan.directory());
    }
}
