package io.cfguardian.raft.scrub;

import io.cfguardian.app.telemetry.UpkeepNumbers.Scrub;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.consensus.snapshot.DamagedSnapshotException;
import io.cfguardian.raft.consensus.snapshot.SnapshotManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of a node's files that do not change any more and checks them against their checksums, one file at a time and slowly: the
 * tables of the state and of the Raft log, the newest snapshot, term and vote. What is still written to (the log's newest entries, the
 * manifests of the databases) is checked when a node starts.
 *
 * <p>Threads: the worker's alone, but for {@link #progress}.
 */
public final class Scrubber implements Worker.Task {

    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);

    /** So that a node that is restarted often is looked through all the same. */
    private static final Duration BEFORE_FIRST = Duration.ofMinutes(10);

    /** A snapshot that is just being removed looks like a damaged one. */
    private static final Pause AGAIN = Pause.of(Duration.ofSeconds(1));

    private static final String TABLE = ".sst";

    private final Path raft;
    private final Supplier<Path> state;
    private final Duration interval;
    private final long bytesPerSecond;
    private final Consumer<String> damaged;
    private final Deque<Part> left = new ArrayDeque<>();
    private boolean begun;
    private boolean suspected;
    private volatile Scrub progress;

    /**
     * Nothing is read before the worker is started, nor for some minutes after that.
     *
     * @param raft the directory of the Raft node: log, meta, snapshots
     * @param state gives the directory of the state's database, which changes
     * @param interval between the end of one round and the begin of the next
     * @param bytesPerSecond how fast, on average
     * @param damaged told what is wrong with which file
     */
    public Scrubber(Path raft, Supplier<Path> state, Duration interval, long bytesPerSecond, Consumer<String> damaged) {
        this.raft = raft;
        this.state = state;
        this.interval = interval;
        this.bytesPerSecond = bytesPerSecond;
        this.damaged = damaged;
        this.progress = new Scrub(0, 0, 0, 0, 0, null, interval);
    }

    /** A worker for it. */
    public Worker worker() {
        return new Worker(
                "scrubber",
                this,
                Pause.of(interval),
                // Who writes there will notice, if it is more than a file that came and went.
                failure -> LOG.warn("the files could not be read again", failure));
    }

    /** How far it is. May be called by any thread. */
    public Scrub progress() {
        return progress;
    }

    @Override
    public Pause step() {
        if (!begun) {
            begun = true;
            return Pause.of(interval.compareTo(BEFORE_FIRST) < 0 ? interval : BEFORE_FIRST);
        }
        if (left.isEmpty()) {
            left.addAll(parts());
            Scrub before = progress;
            progress = new Scrub(
                    before.clean(),
                    before.damaged(),
                    left.size(),
                    left.size(),
                    before.bytesRead(),
                    before.lastClean(),
                    interval);
        }
        Part part = left.poll();
        if (part == null) {
            return Pause.of(interval);
        }
        long bytes = size(part.path());
        Optional<String> damage = part.damage();
        if (damage.isPresent() && !suspected) {
            suspected = true;
            left.addFirst(part);
            return AGAIN;
        }
        suspected = false;
        if (damage.isPresent()) {
            left.clear();
            count(bytes, Round.DAMAGED);
            damaged.accept(damage.get());
            return Pause.of(interval);
        }
        if (left.isEmpty()) {
            count(bytes, Round.CLEAN);
            LOG.info("{} files were read again, and are as they were written", progress.files());
            return Pause.of(interval);
        }
        count(bytes, Round.GOES_ON);
        return Pause.of(Duration.ofMillis(bytes * 1_000 / bytesPerSecond));
    }

    private enum Round {
        GOES_ON,
        CLEAN,
        DAMAGED
    }

    private void count(long bytes, Round round) {
        Scrub before = progress;
        progress = new Scrub(
                before.clean() + (round == Round.CLEAN ? 1 : 0),
                before.damaged() + (round == Round.DAMAGED ? 1 : 0),
                before.files(),
                left.size(),
                before.bytesRead() + bytes,
                round == Round.CLEAN ? Instant.now() : before.lastClean(),
                interval);
    }

    private List<Part> parts() {
        return Stream.of(tables(state.get()), tables(raft.resolve("log")), snapshot(), vote())
                .flatMap(List::stream)
                .toList();
    }

    private List<Part> vote() {
        return List.of(new Part.Vote(raft.resolve("meta")));
    }

    private List<Part> snapshot() {
        Optional<Path> newest = list(raft.resolve("snapshots")).stream()
                .filter(path -> path.getFileName().toString().startsWith("snapshot_"))
                .max(Comparator.comparing(path -> path.getFileName().toString()));
        return newest.map(Scrubber::sealed).orElse(List.of());
    }

    private static List<Part> sealed(Path snapshot) {
        try {
            SnapshotManifest manifest = SnapshotManifest.read(snapshot);
            return manifest.files().keySet().stream()
                    .<Part>map(name -> new Part.Sealed(manifest, snapshot, name))
                    .toList();
        } catch (DamagedSnapshotException broken) {
            return List.of(new Part.BrokenSeal(snapshot, broken));
        } catch (IOException gone) {
            LOG.info("the snapshot {} could not be read: {}", snapshot, gone.toString());
            return List.of();
        }
    }

    private static List<Part> tables(Path directory) {
        return list(directory).stream()
                .filter(path -> path.toString().endsWith(TABLE))
                .<Part>map(Part.Table::new)
                .toList();
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException gone) {
            LOG.info("{} could not be listed: {}", directory, gone.toString());
            return List.of();
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException gone) {
            return 0;
        }
    }
}
