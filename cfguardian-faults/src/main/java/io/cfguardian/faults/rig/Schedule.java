package io.cfguardian.faults.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Faults one after the other. The same seed, faults, nodes and length give the same schedule.
 *
 * @param entries in their order
 */
public record Schedule(List<Entry> entries) {

    private static final int QUIET_MILLIS_MIN = 1_500;
    private static final int QUIET_MILLIS_MAX = 4_000;
    private static final int LASTING_MILLIS_MIN = 500;
    private static final int LASTING_MILLIS_MAX = 6_000;

    public Schedule {
        entries = List.copyOf(entries);
    }

    /**
     * One fault.
     *
     * @param quiet how long nothing is broken before it
     * @param fault what is done
     * @param node to which node, where the fault is of one; with the next one it is the pair of a {@link Fault#BRIDGE}
     * @param lasting how long until it is undone
     */
    public record Entry(Duration quiet, Fault fault, int node, Duration lasting) {

        @Override
        public String toString() {
            return "%s, node %d, %d ms".formatted(fault.label(), node, lasting.toMillis());
        }
    }

    /** A schedule of at least {@code length}, of faults that are drawn alike. */
    public static Schedule of(long seed, List<Fault> faults, int nodes, Duration length) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Entry> entries = new ArrayList<>();
        Duration planned = Duration.ZERO;
        while (planned.compareTo(length) < 0) {
            Entry entry = new Entry(
                    Duration.ofMillis(random.nextInt(QUIET_MILLIS_MIN, QUIET_MILLIS_MAX)),
                    faults.get(random.nextInt(faults.size())),
                    random.nextInt(nodes),
                    Duration.ofMillis(random.nextInt(LASTING_MILLIS_MIN, LASTING_MILLIS_MAX)));
            entries.add(entry);
            planned = planned.plus(entry.quiet()).plus(entry.lasting());
        }
        return new Schedule(entries);
    }
}
