package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Carries a schedule out. Used by one thread. */
final class Saboteur {

    private final ProcessCluster cluster;
    private final Optional<Network> network;
    private final Consumer<String> log;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    Saboteur(ProcessCluster cluster, Optional<Network> network, Consumer<String> log) {
        this.cluster = cluster;
        this.network = network;
        this.log = log;
    }

    /** Carries it out to its end; what was broken is then undone, but need not have recovered. */
    void run(Schedule schedule) {
        for (Schedule.Entry entry : schedule.entries()) {
            await(entry.quiet());
            log.accept(entry.toString());
            begin(entry);
            await(entry.lasting());
            end(entry);
            done.merge(entry.fault(), 1, Integer::sum);
        }
    }

    /** How many of each were done. */
    Map<Fault, Integer> done() {
        return done;
    }

    private void begin(Schedule.Entry entry) {
        int node = entry.node();
        switch (entry.fault()) {
            case KILL -> cluster.kill(node);
            case PAUSE -> cluster.pause(node);
            case BLACKOUT -> cluster.killAll();
            case PARTITION -> others(node).forEach(other -> cutBoth(node, other));
            case MUTE -> others(node).forEach(other -> network().cut(node, other));
            case BRIDGE -> cutBoth(node, (node + 1) % cluster.size());
            case LOSS -> network().lose();
        }
    }

    private void end(Schedule.Entry entry) {
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

    private IntStream others(int node) {
        return IntStream.range(0, cluster.size()).filter(other -> other != node);
    }

    private Network network() {
        return network.orElseThrow(() -> new IllegalStateException("a fault of the network without a network"));
    }

    private static void await(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
