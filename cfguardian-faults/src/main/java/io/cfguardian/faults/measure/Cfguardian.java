package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.Network;
import io.cfguardian.faults.rig.Rig;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The program with a small heap and otherwise as it comes. */
final class Cfguardian implements Contender {

    /** Nodes of tests start with the quick compiler alone; this is stronger than what their command says. */
    static final List<String> FULLY_COMPILED = List.of("env", "_JAVA_OPTIONS=-XX:TieredStopAtLevel=4 -Xmx512m");

    private static final String PROJECT = "/api/v1/projects/beside";

    private final ProcessCluster cluster;
    private final String filling;
    private final Optional<Network> network;

    private Cfguardian(ProcessCluster cluster, String filling) {
        this.cluster = cluster;
        this.filling = filling;
        this.network = Network.isOwn() ? Optional.of(Network.of(cluster)) : Optional.empty();
    }

    static Cfguardian start() {
        return start(Map.of(), 0);
    }

    /**
     * A cluster that is set up so.
     *
     * @param settings of each node, by their variables
     * @param more how many characters a document has beside what is asked for
     */
    static Cfguardian start(Map<String, String> settings, int more) {
        ProcessCluster cluster = ProcessCluster.start(NODES, settings, Cfguardian::launcher);
        cluster.awaitLeader();
        cluster.client(0).post("/api/v1/projects", "{\"key\":\"beside\"}").expect(201);
        cluster.client(0).post(PROJECT + "/environments", "{\"key\":\"prod\"}").expect(201);
        return new Cfguardian(cluster, "x".repeat(more));
    }

    private static List<String> launcher(int node) {
        return Stream.concat(Network.isOwn() ? Network.launcher(node).stream() : Stream.of(), FULLY_COMPILED.stream())
                .toList();
    }

    @Override
    public String name() {
        return "cfguardian";
    }

    @Override
    public int leader() {
        return cluster.awaitLeader();
    }

    @Override
    public void kill(int node) {
        cluster.kill(node);
    }

    @Override
    public void stop(int node) {
        cluster.stop(node);
    }

    @Override
    public void restart(int node) {
        cluster.restart(node);
        cluster.awaitReady(node);
    }

    @Override
    public HttpRequest.Builder write(int node, String key, String value) {
        return HttpRequest.newBuilder(
                        cluster.client(node).base().resolve(PROJECT + "/environments/prod/configs/" + key))
                .header("Authorization", "Bearer " + cluster.token())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"w\":\"" + value + filling + "\"}"));
    }

    /** Has a node and the others lose all that they send each other; freezes it where the network cannot be cut. Says how. */
    String blackHole(int node) {
        if (network.isEmpty()) {
            cluster.pause(node);
            return "frozen";
        }
        network.get().isolate(node);
        return "cut off";
    }

    /** Undoes it. */
    void reach(int node) {
        network.ifPresentOrElse(Network::heal, () -> cluster.resume(node));
    }

    /** Where clients reach a node. */
    URI address(int node) {
        return cluster.client(node).base();
    }

    /** The numbers that a node shows. */
    String metrics(int node) {
        return cluster.client(node).get("/metrics").expect(200).body();
    }

    /** Starts a node again, and does not wait. */
    void begin(int node) {
        cluster.restart(node);
    }

    /** The process of a node. */
    long pid(int node) {
        return cluster.pid(node);
    }

    /** Whether the process of a node runs. */
    boolean isAlive(int node) {
        return cluster.isAlive(node);
    }

    /** The last line of a node's log that is an error; empty for none. */
    String lastWords(int node) {
        return cluster.log(node)
                .lines()
                .filter(line -> line.contains(" ERROR "))
                .reduce("", (first, last) -> last);
    }

    /** Has a node take a snapshot, and waits for it. */
    void snapshot(int node) {
        cluster.client(node).post("/api/v1/cluster/snapshot", "").expect(200);
    }

    /** The newest revision that a node has applied itself. */
    long revision(int node) {
        return Rig.revision(cluster, node);
    }

    /** How many commits the projection is behind, as its leader sees it; nothing when there is none or it is away. */
    OptionalLong projectionLag() {
        JsonNode lag = cluster.client(0)
                .get("/api/v1/cluster")
                .expect(200)
                .json()
                .path("projection")
                .path("lagRevisions");
        return lag.isNumber() ? OptionalLong.of(lag.asLong()) : OptionalLong.empty();
    }

    /** Whether a node has loaded a snapshot that was not its own. */
    boolean hasInstalledSnapshot(int node) {
        return cluster.log(node).contains("state restored from the snapshot");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
