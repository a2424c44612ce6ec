package io.cfguardian.faults.measure;

import io.cfguardian.faults.measure.Prober.Seen;
import io.cfguardian.faults.rig.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks one node after the other whether it is ready, all the time: while nobody writes, while many write as fast as the cluster takes it,
 * and while one of the others is a black hole beside that. As a node has a machine to itself, the one that is asked has the first
 * processor to itself; the others, those who write and who asks have what is left. Told is how long it took for who asked, how long for
 * the node, from its own histogram, and how long a Redis took that has the same processor and is asked at the same time: a node cannot
 * answer sooner than its processor is given to it.
 */
public final class ProbeLatency {

    private static final int CLIENTS = 128;
    /** Of each node. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** Until a leader that was cut off has a successor, or a node is used to its processor. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final double BOUND_SECONDS = 0.005;
    private static final double PART = 0.99;
    private static final String NUMBER = "[^}]*\\} ([0-9.E]+)$";
    private static final String FAMILY = "^cfguardian_http_request_duration_seconds";
    private static final String ROUTE = "method=\"GET\",route=\"/ready\",";
    private static final Pattern BELOW =
            Pattern.compile(FAMILY + "_bucket\\{" + ROUTE + "le=\"" + BOUND_SECONDS + "\"" + NUMBER, Pattern.MULTILINE);
    private static final String LEADS = "cfguardian_raft_role{role=\"leader\",} 1.0";
    private static final Pattern ALL = Pattern.compile(FAMILY + "_count\\{" + ROUTE + NUMBER, Pattern.MULTILINE);

    private final Duration length;
    private final Path directory;
    private final Consumer<String> log;

    /** Will ask for so long in each of the four states; what a Redis leaves is below {@code directory}. */
    public ProbeLatency(Duration length, Path directory, Consumer<String> log) {
        this.length = length;
        this.directory = directory;
        this.log = log;
    }

    /**
     * What was seen of one node in one state.
     *
     * @param bystander how long a Redis took on the same processor
     * @param below the part of the answers that took the node less than 5 ms
     */
    private record Line(String state, String node, Seen seen, Seen bystander, double below) {

        boolean isKept() {
            return below >= PART && seen.millis(PART) - bystander.millis(PART) < BOUND_SECONDS * 1_000;
        }

        @Override
        public String toString() {
            return "%s, %s: p50 %.2f ms, p99 %.2f ms, max %.1f ms of %d probes, %d of them not ready; %.2f %% took the node less than 5 ms; a Redis beside it p50 %.2f ms, p99 %.2f ms"
                    .formatted(
                            state,
                            node,
                            seen.millis(.5),
                            seen.millis(PART),
                            seen.millis(1),
                            seen.count(),
                            seen.notReady(),
                            below * 100,
                            bystander.millis(.5),
                            bystander.millis(PART));
        }
    }

    /** What was seen. */
    public static final class Result {

        private final List<Line> lines;

        private Result(List<Line> lines) {
            this.lines = List.copyOf(lines);
        }

        /**
         * Whether each node answered 99 % of its probes within 5 ms in each state, by its own histogram, and who asked waited less than
         * 5 ms more for that than for the Redis.
         */
        public boolean isKept() {
            return lines.stream().allMatch(Line::isKept);
        }

        @Override
        public String toString() {
            return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        }
    }

    /** How many answers a node has counted, how many of them took less than the bound, and whether it leads. */
    private record Counted(double below, double all, boolean leads) {

        static Counted by(Cfguardian cluster, int node) {
            String metrics = cluster.metrics(node);
            return new Counted(number(BELOW, metrics), number(ALL, metrics), metrics.contains(LEADS));
        }

        private static double number(Pattern pattern, String metrics) {
            Matcher matcher = pattern.matcher(metrics);
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        }
    }

    /** Does it. */
    public Result run() {
        List<Line> lines = new ArrayList<>();
        Processors.leaveFirst();
        try (Bystander bystander = Bystander.start(directory);
                Cfguardian cluster = Cfguardian.start()) {
            try (Writers warm = Writers.start(cluster, CLIENTS)) {
                for (int node : all()) {
                    giveFirst(cluster, node);
                    log.accept("%.0f writes/s while node %d becomes warm".formatted(warm.rate(WARM_UP), node));
                }
            }
            lines.addAll(probe(cluster, bystander, "at rest", all(), Optional.empty()));
            try (Writers writers = Writers.start(cluster, CLIENTS)) {
                lines.addAll(probe(cluster, bystander, "saturated", all(), Optional.of(writers)));
                int follower = (cluster.leader() + 1) % Contender.NODES;
                String state = "saturated, a follower " + cluster.blackHole(follower);
                Pause.of(SETTLING);
                lines.addAll(probe(cluster, bystander, state, others(follower), Optional.of(writers)));
                cluster.reach(follower);
                Pause.of(SETTLING);
                int leader = cluster.leader();
                state = "saturated, the leader " + cluster.blackHole(leader);
                Pause.of(SETTLING);
                lines.addAll(probe(cluster, bystander, state, others(leader), Optional.of(writers)));
                cluster.reach(leader);
            }
        }
        return new Result(lines);
    }

    private List<Line> probe(
            Cfguardian cluster, Bystander bystander, String state, List<Integer> nodes, Optional<Writers> writers) {
        List<Line> lines = new ArrayList<>();
        for (int node : nodes) {
            giveFirst(cluster, node);
            lines.add(probe(cluster, bystander, state, node, writers));
        }
        return lines;
    }

    private Line probe(Cfguardian cluster, Bystander bystander, String state, int node, Optional<Writers> writers) {
        Counted then = Counted.by(cluster, node);
        Prober prober = Prober.start(cluster.address(node));
        Prober beside = Prober.start(bystander.address());
        if (writers.isPresent()) {
            log.accept("%s: %.0f writes/s".formatted(state, writers.get().rate(length)));
        } else {
            Pause.of(length);
        }
        Seen seen = prober.end();
        Seen pings = beside.end();
        Counted now = Counted.by(cluster, node);
        String name = "node " + node + (now.leads() ? " (leads)" : "");
        return new Line(state, name, seen, pings, (now.below() - then.below()) / (now.all() - then.all()));
    }

    /** Keeps the others, those who write and who asks away from it. */
    private static void giveFirst(Cfguardian cluster, int node) {
        for (int each : all()) {
            if (each == node) {
                Processors.takeFirst(cluster.pid(each));
            } else {
                Processors.leaveFirst(cluster.pid(each));
            }
        }
        Pause.of(SETTLING);
    }

    private static List<Integer> all() {
        return IntStream.range(0, Contender.NODES).boxed().toList();
    }

    private static List<Integer> others(int away) {
        return all().stream().filter(node -> node != away).toList();
    }
}
