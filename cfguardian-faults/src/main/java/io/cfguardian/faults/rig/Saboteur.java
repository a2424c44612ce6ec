package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Carries a schedule out. Used by one thread. */
public final class Saboteur implements Stage.Disturbance {

    private final Schedule schedule;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private Optional<Network> network = Optional.empty();

    /** Will carry out {@code schedule}. */
    public Saboteur(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Whether faults of the network are possible here: in a network namespace of this process. */
    public static boolean cutsNetwork() {
        return Network.isOwn();
    }

    /** What has to stand before the command of a node. */
    public static List<String> launcher(int node) {
        return Network.isOwn() ? Network.launcher(node) : List.of();
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
            case PARTITION -> others(node, cluster).forEach(other -> cutBoth(node, other));
            case MUTE -> others(node, cluster).forEach(other -> network().cut(node, other));
            case BRIDGE -> cutBoth(node, next);
            case LOSS -> network().lose();
        }
    }

    private void end(Schedule.Entry entry, ProcessCluster cluster) {
        switch (entry.fault()) {
            case KILL -> cluster.restart(entry.node());
            case PAUSE -> cluster.resume(entry.node());
            case BLACKOUT -> IntStream.range(0, cluster.size()).forEach(cluster::restart);
            case PARTITION, MUTE, BRIDGE, LOSS -> network().heal();
        }
    }

    private void cutBoth(int one, int other) {
        network().cut(one, other);
        network().cut(other, one);
    }

    private static IntStream others(int node, ProcessCluster cluster) {
        return IntStream.range(0, cluster.size()).filter(other -> other != node);
    }

    private Network network() {
        return network.orElseThrow(() -> new IllegalStateException("a fault of the network without a network"));
    }
}
