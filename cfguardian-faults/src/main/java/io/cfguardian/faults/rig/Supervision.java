package io.cfguardian.faults.rig;

import io.cfguardian.testkit.cluster.ProcessCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts nodes again that ended by themselves, as a service manager does, and remembers why they did. Used by one thread. */
public final class Supervision {

    private final ProcessCluster cluster;
    private final Consumer<String> log;
    private final List<String> ended = new ArrayList<>();

    Supervision(ProcessCluster cluster, Consumer<String> log) {
        this.cluster = cluster;
        this.log = log;
    }

    /** Looks at all nodes; none is to be dead on purpose. */
    public void look() {
        for (int node = 0; node < cluster.size(); node++) {
            if (!cluster.isAlive(node)) {
                String line = cluster.id(node) + " ended by itself: " + lastWords(cluster.log(node));
                ended.add(line);
                log.accept(line);
                cluster.restart(node);
            }
        }
    }

    /** What every node that ended by itself said last. */
    List<String> ended() {
        return List.copyOf(ended);
    }

    /** The last line that tells of a failure, or the last one at all. */
    public static String lastWords(String log) {
        List<String> lines = log.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
        return lines.stream()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("cfguardian:"))
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("nothing");
    }
}
