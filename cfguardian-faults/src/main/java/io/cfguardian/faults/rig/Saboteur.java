package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Carries a schedule out. Used by one thread. */
public final class Saboteur implements Stage.Disturbance {

    /** Forward only: the certificates of a run are as young as it is. */
    private static final List<Duration> JUMPS = List.of(Duration.ofHours(1), Duration.ofDays(90));

    private static final Duration TREMOR = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration HEALED_MAX = Duration.ofSeconds(60);

    private final Schedule schedule;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final Tools tools;
    private Optional<Network> network = Optional.empty();
    private Optional<Process> tracer = Optional.empty();
    private Optional<Packets> packets = Optional.empty();

    /** Will carry out {@code schedule} with {@code tools}, which have what its faults need. */
    public Saboteur(Schedule schedule, Tools tools) {
        this.schedule = schedule;
        this.tools = tools;
    }

    /** Carries it out to its end; what was broken is then undone, but need not have recovered. */
    @Override
    public void on(Stage stage) {
        network = Network.isOwn() ? Optional.of(Network.of(stage.cluster())) : Optional.empty();
        for (Schedule.Entry entry : schedule.entries()) {
            Pause.of(entry.quiet());
            stage.supervision().look();
            stage.log().accept(entry.toString());
            begin(entry, stage.cluster());
            Pause.of(entry.lasting());
            end(entry, stage.cluster());
            done.merge(entry.fault(), 1, Integer::sum);
        }
        if (network.isPresent()) {
            healMajority(schedule.entries().getLast().node(), stage);
        }
    }

    /** Leaves one node cut off, and looks how soon the two others write; then heals it, and looks how soon it has caught up. */
    private void healMajority(int away, Stage stage) {
        ProcessCluster cluster = stage.cluster();
        stage.supervision().look();
        network().isolate(away);
        others(away, cluster)
                .forEach(node ->
                        awaitUntil(() -> cluster.client(node).tryGet("/ready").isPresent()));
        int before = stage.committed().getAsInt();
        long writesMillis = awaitUntil(() -> stage.committed().getAsInt() > before);
        network().heal();
        long newest = Rig.revision(cluster, (away + 1) % cluster.size());
        long lagMillis = awaitUntil(() -> Rig.revision(cluster, away) >= newest);
        stage.log()
                .accept("with %s cut off, the others write after %d ms; healed, it has caught up after %d ms"
                        .formatted(cluster.id(away), writesMillis, lagMillis));
    }

    /** How many milliseconds it took; a run in which it takes too long has no verdict. */
    private static long awaitUntil(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > HEALED_MAX.toNanos()) {
                throw new RigFailure(
                        "a cluster whose majority is well does not work after " + HEALED_MAX.toSeconds() + " s");
            }
            Pause.of(POLL);
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** How many of each were done. */
    public Map<Fault, Integer> done() {
        return done;
    }

    private void begin(Schedule.Entry entry, ProcessCluster cluster) {
        int node = entry.node();
        int next = (node + 1) % cluster.size();
        switch (entry.fault()) {
            case KILL -> cluster.kill(node);
            case PAUSE -> cluster.pause(node);
            case BLACKOUT -> cluster.killAll();
            case WIPE -> wipe(node, cluster);
            case PARTITION -> network().isolate(node);
            case MUTE -> others(node, cluster).forEach(other -> network().cut(node, other));
            case BRIDGE -> cutBoth(node, next);
            case LOSS -> network().lose();
            case POWER -> {
                tools.disks().cutPower();
                cluster.killAll();
            }
            case FULL -> tools.disks().fill(node);
            case SLOW -> tracer = Optional.of(SyncTracer.slow(cluster.pid(node)));
            case EIO -> tracer = Optional.of(SyncTracer.failing(cluster.pid(node)));
            case DELAY -> packets = Optional.of(Packets.delayed(tools.packets(), raftPorts(cluster)));
            case SPOIL -> packets = Optional.of(Packets.spoiled(tools.packets(), raftPorts(cluster)));
            case CLOCK -> {
                Duration jump = JUMPS.get((int) (entry.lasting().toMillis() % JUMPS.size()));
                tools.clocks().move(node, jump);
                Pause.of(TREMOR);
                tools.clocks().move(node, Duration.ZERO);
                Pause.of(TREMOR);
                tools.clocks().move(node, jump);
            }
        }
    }

    private void end(Schedule.Entry entry, ProcessCluster cluster) {
        switch (entry.fault()) {
            case KILL, WIPE -> cluster.restart(entry.node());
            case PAUSE -> cluster.resume(entry.node());
            case BLACKOUT -> IntStream.range(0, cluster.size()).forEach(cluster::restart);
            case PARTITION, MUTE, BRIDGE, LOSS -> network().heal();
            case POWER -> {
                tools.disks().restorePower();
                IntStream.range(0, cluster.size()).forEach(cluster::restart);
            }
            case FULL -> tools.disks().free(entry.node());
            case SLOW, EIO -> tracer.ifPresent(SyncTracer::end);
            case DELAY, SPOIL -> packets.ifPresent(Packets::end);
            case CLOCK -> tools.clocks().move(entry.node(), Duration.ZERO);
        }
    }

    /** What two of three have lost is lost: another that was wiped has first to have everything again. */
    private void wipe(int node, ProcessCluster cluster) {
        awaitUntil(() -> others(node, cluster)
                .noneMatch(other -> Files.exists(tools.data(cluster, other).resolve("raft/probation"))));
        cluster.kill(node);
        SystemCommand.run("rm", "-rf", tools.data(cluster, node).toString());
    }

    private void cutBoth(int one, int other) {
        network().cut(one, other);
        network().cut(other, one);
    }

    private static IntStream others(int node, ProcessCluster cluster) {
        return IntStream.range(0, cluster.size()).filter(other -> other != node);
    }

    private static List<Integer> raftPorts(ProcessCluster cluster) {
        return IntStream.range(0, cluster.size()).mapToObj(cluster::raftPort).toList();
    }

    private Network network() {
        return network.orElseThrow(() -> new IllegalStateException("a fault of the network without a network"));
    }
}
