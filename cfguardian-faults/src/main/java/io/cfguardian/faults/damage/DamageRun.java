package io.cfguardian.faults.damage;

import io.cfguardian.faults.rig.Pause;
import io.cfguardian.faults.rig.RigFailure;
import io.cfguardian.faults.rig.Supervision;
import io.cfguardian.testkit.cluster.ProcessCluster;
import io.cfguardian.testkit.cluster.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Damages one file of a stopped node, starts it with one more node down, and looks what comes of it, hundreds of times on
 * copies of one set of data.
 *
 * <p>Three nodes: the <em>victim</em> and a second node have everything, the <em>witness</em> lacks the last writes, and the second
 * node stays down. So victim and witness are a majority, and what the victim has lost without noticing is lost.
 */
public final class DamageRun {

    private static final int VICTIM = 0;
    private static final int DOWN = 1;
    private static final int WITNESS = 2;
    private static final int WRITES = 250;
    private static final Duration UP_MAX = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<String, String> SETTINGS =
            Map.of("CFGUARDIAN_RAFT_SNAPSHOT_LOG_BYTES", "64KiB", "CFGUARDIAN_STORE_MEMTABLE_BYTES", "1MiB");

    private final Path directory;
    private final Consumer<String> log;
    private final Bookkeeping books;
    private final SplittableRandom random;

    /** What became of a case. */
    public enum End {
        /** The node did not start, or stopped, and says which file. */
        REFUSED,
        /** The node did not start, or stopped, and does not name the file. */
        REFUSED_WITHOUT_NAME,
        /** Everything is as it was acknowledged. */
        HARMLESS,
        /** The node runs, but is not in service. */
        OUT_OF_SERVICE,
        /** Something acknowledged is lost, or something wrong is served. */
        HARMFUL
    }

    /** One case. */
    public record Case(int number, String kind, String damage, String file, End end, String said) {

        @Override
        public String toString() {
            return "case %d: %s of %s: %s: %s".formatted(number, damage, file, end, said);
        }
    }

    /** Will leave its data and logs in {@code directory}. */
    public DamageRun(long seed, Path directory, Consumer<String> log) {
        this.directory = directory;
        this.log = log;
        this.books = new Bookkeeping(seed);
        this.random = new SplittableRandom(seed);
    }

    /**
     * Carries out {@code count} cases, spread evenly over kinds of files and of damage.
     *
     * @param only files whose kind begins so
     */
    public List<Case> run(int count, String only) throws IOException {
        try (ProcessCluster cluster = ProcessCluster.start(3, SETTINGS)) {
            Folder older = makeData(cluster);
            Folder victim = new Folder(cluster.data(VICTIM)).copyTo(directory.resolve("victim"));
            Folder witness = new Folder(cluster.data(WITNESS)).copyTo(directory.resolve("witness"));
            List<Target> targets = targets(victim, older).stream()
                    .filter(target -> target.kind().startsWith(only))
                    .toList();
            if (targets.isEmpty()) {
                throw new RigFailure("no file is of a kind that begins with " + only);
            }
            log.accept("%d kinds of damage to %d kinds of files; %d commits were acknowledged"
                    .formatted(targets.size(), victim.filesByKind().size(), books.revision()));
            Target nothing = new Target("", Damage.NONE, List.of(Path.of("CURRENT")));
            Case control = carryOut(cluster, 0, nothing, victim, older, witness);
            if (control.end() != End.HARMLESS) {
                throw new RigFailure("data without damage are not served: " + control);
            }
            List<Case> cases = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                Target target = targets.get((number - 1) % targets.size());
                Case done = carryOut(cluster, number, target, victim, older, witness);
                cases.add(done);
                log.accept(done.toString());
            }
            return cases;
        }
    }

    /** A kind of damage to a kind of file, of which there is at least one. */
    private record Target(String kind, Damage damage, List<Path> files) {}

    private Folder makeData(ProcessCluster cluster) {
        cluster.awaitLeader();
        books.prepare(cluster.client(DOWN));
        books.write(cluster.client(DOWN), WRITES);
        cluster.kill(VICTIM);
        Folder older = new Folder(cluster.data(VICTIM)).copyTo(directory.resolve("older"));
        cluster.restart(VICTIM);
        cluster.awaitReady(VICTIM);
        cluster.awaitLeader();
        books.write(cluster.client(DOWN), WRITES);
        cluster.kill(WITNESS);
        awaitWritable(cluster);
        books.write(cluster.client(DOWN), WRITES);
        cluster.killAll();
        return older;
    }

    private static void awaitWritable(ProcessCluster cluster) {
        cluster.awaitLeader();
        cluster.awaitReady(VICTIM);
        cluster.awaitReady(DOWN);
    }

    private static List<Target> targets(Folder victim, Folder older) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<String, List<Path>> files : victim.filesByKind().entrySet()) {
            for (Damage damage : Damage.values()) {
                List<Path> fitting = new ArrayList<>();
                for (Path file : files.getValue()) {
                    if (damage.fits(victim.path().resolve(file), older.path().resolve(file))) {
                        fitting.add(file);
                    }
                }
                if (!fitting.isEmpty()) {
                    targets.add(new Target(files.getKey(), damage, fitting));
                }
            }
        }
        return targets;
    }

    private Case carryOut(
            ProcessCluster cluster, int number, Target target, Folder victim, Folder older, Folder witness)
            throws IOException {
        Path file = target.files().get(random.nextInt(target.files().size()));
        Folder damaged = victim.copyTo(cluster.data(VICTIM));
        target.damage().to(damaged.path().resolve(file), older.path().resolve(file), random);
        if (!cluster.isAlive(WITNESS)) {
            witness.copyTo(cluster.data(WITNESS));
            cluster.restart(WITNESS);
        }
        int logBefore = cluster.log(VICTIM).length();
        cluster.restart(VICTIM);
        boolean isUp = awaitUp(cluster);
        Optional<String> difference = isUp ? difference(cluster) : Optional.empty();
        boolean isAlive = cluster.isAlive(VICTIM);
        cluster.kill(VICTIM);
        String said = cluster.log(VICTIM).substring(logBefore);
        End end;
        if (!isAlive) {
            end = names(said, file) ? End.REFUSED : End.REFUSED_WITHOUT_NAME;
        } else if (!isUp) {
            end = End.OUT_OF_SERVICE;
        } else {
            end = difference.isPresent() ? End.HARMFUL : End.HARMLESS;
        }
        if (isUp) {
            // It may have more now than it should.
            cluster.kill(WITNESS);
        }
        if (end == End.HARMFUL || end == End.OUT_OF_SERVICE) {
            Files.writeString(directory.resolve("case-" + number + ".log"), said);
        }
        return new Case(
                number,
                target.kind(),
                target.damage().label(),
                file.toString(),
                end,
                difference.orElse(isAlive && isUp ? "" : Supervision.lastWords(said)));
    }

    /** The file itself, or the directory that it is in. */
    private static boolean names(String said, Path file) {
        Path directory = file.getParent();
        return said.contains(String.valueOf(file.getFileName()))
                || (directory != null && said.contains("/data/" + directory));
    }

    /** Whether both nodes come into service; returns as soon as one has ended. */
    private static boolean awaitUp(ProcessCluster cluster) {
        long until = System.nanoTime() + UP_MAX.toNanos();
        while (System.nanoTime() < until && cluster.isAlive(VICTIM)) {
            if (!cluster.isAlive(WITNESS)) {
                throw new RigFailure("the witness ended: " + Supervision.lastWords(cluster.log(WITNESS)));
            }
            if (isReady(cluster, VICTIM) && isReady(cluster, WITNESS)) {
                return true;
            }
            Pause.of(POLL);
        }
        return false;
    }

    private static boolean isReady(ProcessCluster cluster, int node) {
        return cluster.client(node)
                .tryGet("/ready")
                .map(Reply::status)
                .filter(status -> status == 200)
                .isPresent();
    }

    /** What is wrong with what the nodes serve, the victim first. */
    private Optional<String> difference(ProcessCluster cluster) {
        for (int node : List.of(VICTIM, WITNESS)) {
            try {
                Optional<String> differs = books.differs(cluster.client(node));
                if (differs.isPresent() && cluster.isAlive(VICTIM)) {
                    return differs.map(what -> cluster.id(node) + ": " + what);
                }
            } catch (UncheckedIOException unreachable) {
                // It ended meanwhile; whether it did is looked at next.
            }
        }
        return Optional.empty();
    }

    /** How the cases of each kind ended, as a table. */
    public static String table(List<Case> cases) {
        Map<String, Map<End, Integer>> counts = new TreeMap<>();
        cases.forEach(one ->
                counts.computeIfAbsent(one.kind(), ignored -> new TreeMap<>()).merge(one.end(), 1, Integer::sum));
        StringBuilder table = new StringBuilder("| file | cases |");
        for (End end : End.values()) {
            table.append(' ')
                    .append(end.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                    .append(" |");
        }
        table.append("\n|---|---|").append("---|".repeat(End.values().length)).append('\n');
        counts.forEach((kind, ends) -> {
            table.append("| ")
                    .append(kind)
                    .append(" | ")
                    .append(ends.values().stream().mapToInt(Integer::intValue).sum())
                    .append(" |");
            for (End end : End.values()) {
                table.append(' ').append(ends.getOrDefault(end, 0)).append(" |");
            }
            table.append('\n');
        });
        return table.toString();
    }
}
