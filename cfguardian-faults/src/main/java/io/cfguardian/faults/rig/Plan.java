package io.cfguardian.faults.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What a run is made of.
 *
 * @param seed of what clients ask
 * @param directory where the history and the nodes' logs are left; it is there
 * @param settings of all nodes, by the names of their variables
 * @param launcher by a node's number, the words before those that start the program
 * @param log is told of what goes on
 */
public record Plan(
        long seed,
        Path directory,
        Map<String, String> settings,
        IntFunction<List<String>> launcher,
        Consumer<String> log) {

    /** Small, so that snapshots are taken and the log is cut meanwhile. */
    private static final Map<String, String> SETTINGS = Map.of("CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES", "256KiB");

    public Plan {
        settings = Map.copyOf(settings);
    }

    /** Nodes as they are, started as they are. */
    public static Plan of(long seed, Path directory, Consumer<String> log) {
        return new Plan(seed, directory, SETTINGS, ignored -> List.of(), log);
    }

    /** The same with other words before those that start the program. */
    public Plan with(IntFunction<List<String>> other) {
        return new Plan(seed, directory, settings, other, log);
    }
}
