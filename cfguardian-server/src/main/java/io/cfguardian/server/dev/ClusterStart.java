package io.cfguardian.server.dev;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One start of a local cluster: the nodes that do not run yet are started together, then waited for. Either all nodes are
 * ready in the end, or those that this start has started are stopped again. Confined to one thread, but for {@link
 * #stop()}.
 */
final class ClusterStart {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int SHOWN_LINES_MAX = 20;

    private final DevDirectory directory;
    private final Plan plan;
    private final PrintWriter out;
    private final Map<String, NodeProcess> running;
    private final List<NodeProcess> started = new ArrayList<>();
    private final Map<String, Long> logBefore = new LinkedHashMap<>();
    private volatile boolean ready;

    private ClusterStart(DevDirectory directory, Plan plan, PrintWriter out, Map<String, NodeProcess> running) {
        this.directory = directory;
        this.plan = plan;
        this.out = out;
        this.running = running;
    }

    /**
     * Makes the plan, or takes the one that is there, and looks that nothing is in the way.
     *
     * @throws DevFailure when all nodes run already, a port is taken, or the request does not fit the cluster
     */
    static ClusterStart prepare(DevDirectory directory, Request request, PrintWriter out) throws IOException {
        Optional<Plan> known = directory.plan();
        Plan plan = known.map(old -> request.fitted(old, directory)).orElseGet(request::newPlan);
        Map<String, NodeProcess> running = running(directory);
        if (running.size() == plan.nodes().size()) {
            throw new DevFailure("this cluster runs already, on "
                    + known.orElse(plan).nodes().getFirst().url() + "; stop it with " + Welcome.stopCommand(directory));
        }
        if (!running.isEmpty() && known.isPresent() && !known.get().equals(plan)) {
            throw new DevFailure(String.join(", ", running.keySet())
                    + " run on other ports; leave --http-port out, or stop the cluster first with "
                    + Welcome.stopCommand(directory));
        }
        refuseTakenPorts(plan, running);
        directory.write(plan);
        return new ClusterStart(directory, plan, out, running);
    }

    /** The nodes in dev.json whose processes run. */
    static Map<String, NodeProcess> running(DevDirectory directory) {
        Map<String, NodeProcess> running = new LinkedHashMap<>();
        directory
                .running()
                .ifPresent(file -> file.nodes()
                        .forEach(node -> NodeProcess.find(node.id(), node.pid(), directory.node(node.id()))
                                .ifPresent(process -> running.put(node.id(), process))));
        return running;
    }

    Plan plan() {
        return plan;
    }

    /** Starts what does not run, and writes dev.json. */
    void launch() throws IOException {
        NodeLauncher launcher = new NodeLauncher(directory);
        directory.makeSecrets();
        List<Plan.Node> missing = plan.nodes().stream()
                .filter(node -> !running.containsKey(node.id()))
                .toList();
        if (missing.size() < plan.nodes().size()) {
            out.println("Running already: " + String.join(", ", running.keySet()) + "; starting the rest.");
        }
        for (Plan.Node node : missing) {
            NodeSettings.write(directory, plan, node);
            Path log = directory.logFile(node.id());
            logBefore.put(node.id(), Files.exists(log) ? Files.size(log) : 0L);
            synchronized (this) {
                NodeProcess process = launcher.launch(node.id());
                started.add(process);
                running.put(node.id(), process);
            }
        }
        directory.write(new DevFile(
                plan.nodes().stream()
                        .map(node -> new DevFile.Node(
                                node.id(),
                                node.url(),
                                node.member().raft().toString(),
                                pid(node.id()),
                                directory.node(node.id()).toString()))
                        .toList(),
                directory.admin()));
    }

    /**
     * Waits until every node is ready.
     *
     * @return the id of the node that leads
     * @throws DevFailure when a node ends instead, or takes longer than 90 seconds
     */
    String awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY.toNanos();
        List<Plan.Node> waited = new ArrayList<>(plan.nodes());
        try (Probe probe = new Probe(directory.admin())) {
            while (System.nanoTime() - deadline < 0) {
                refuseEnded();
                for (Plan.Node node : List.copyOf(waited)) {
                    if (probe.isReady(node)) {
                        waited.remove(node);
                    }
                }
                if (waited.isEmpty()
                        && (!probe.token().isEmpty()
                                || probe.signIn(plan.nodes().getFirst()))) {
                    Optional<String> leader = probe.leader(plan.nodes().getFirst());
                    if (leader.isPresent()) {
                        ready = true;
                        return leader.get();
                    }
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
        List<String> ids = waited.stream().map(Plan.Node::id).toList();
        throw new DevFailure((ids.isEmpty() ? "the cluster has no leader" : String.join(", ", ids) + " is not ready")
                + " after " + READY.toSeconds() + " s; look into the logs below " + directory.root());
    }

    /**
     * Before all are ready: stops what this start has started. After it: stops every node of the cluster, also those that a
     * later start has started. May be called by any thread, and more than once.
     */
    synchronized void stop() throws IOException, InterruptedException {
        Map<String, NodeProcess> ours = new LinkedHashMap<>();
        if (ready) {
            ours.putAll(running(directory));
        }
        started.forEach(process -> ours.putIfAbsent(process.id(), process));
        Nodes.stop(List.copyOf(ours.values()));
        if (running(directory).isEmpty()) {
            directory.removeRunning();
        }
    }

    private long pid(String id) {
        NodeProcess process = running.get(id);
        if (process == null) {
            throw new IllegalStateException(id + " was not started");
        }
        return process.pid();
    }

    private void refuseEnded() throws IOException {
        for (NodeProcess process : started) {
            if (!process.isRunning()) {
                Path log = directory.logFile(process.id());
                throw new DevFailure(
                        process.id() + " ended at its start. The end of " + log + ":\n" + lastLines(process.id()));
            }
        }
    }

    private String lastLines(String id) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.logFile(id))) {
            channel.position(logBefore.getOrDefault(id, 0L));
            String text = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().map(line -> "  " + line).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES_MAX), lines.size()));
        }
    }

    private static void refuseTakenPorts(Plan plan, Map<String, NodeProcess> running) {
        List<String> taken = plan.nodes().stream()
                .filter(node -> !running.containsKey(node.id()))
                .flatMap(node -> Stream.of(
                        Ports.isFree(node.http()) ? "" : httpTaken(node),
                        Ports.isFree(node.raft()) ? "" : raftTaken(node)))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
        if (!taken.isEmpty()) {
            throw new DevFailure(String.join("\n", taken));
        }
    }

    private static String httpTaken(Plan.Node node) {
        return "port " + node.http() + ", for HTTP of " + node.id()
                + ", is in use; stop the program that has it, or choose another with --http-port";
    }

    private static String raftTaken(Plan.Node node) {
        return "port " + node.raft() + ", for Raft of " + node.id()
                + ", is in use; stop the program that has it (the port is the node's name in the cluster and cannot change)";
    }
}
