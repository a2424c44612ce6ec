package io.cfguardian.raft.machine;

import static io.cfguardian.raft.machine.LocalNodes.LONG;
import static io.cfguardian.raft.machine.LocalNodes.createProject;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.app.telemetry.UpkeepNumbers.Scrub;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.raft.machine.RaftNodeSettings.Tuning;
import io.cfguardian.raft.scrub.Scrubber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a node that has taken a snapshot and was stopped in order; a byte in the middle of one of them changes. */
@SuppressWarnings("NullAway.Init") // Made before each test.
class ScrubIT {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int STEPS_MAX = 1_000;

    @TempDir
    private static Path source;

    private static RaftNodeSettings filled;

    @TempDir
    private Path data;

    private RaftNodeSettings settings;
    private @Nullable Scrub progress;

    @BeforeAll
    static void fill() throws Exception {
        try (LocalNodes nodes = LocalNodes.start(1, source)) {
            filled = nodes.settings(0);
        }
        try (RaftNode node = RaftNode.start(
                with(filled, filled.data(), 64 << 10, INTERVAL), LocalNodes::unexpected, () -> {}, Tracer.NONE)) {
            LocalNodes.awaitReady(node);
            for (int i = 0; i < 200; i++) {
                node.proposals().propose(createProject("p" + i, "d".repeat(500)), LONG);
            }
            await().atMost(LONG)
                    .until(() -> !files(filled.data(), ScrubIT::isManifest).isEmpty());
        }
    }

    @BeforeEach
    void copy() throws IOException {
        for (Path file : files(filled.data(), file -> true)) {
            Path copy = data.resolve(filled.data().relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        settings = with(filled, data, 256 << 20, INTERVAL);
    }

    private static boolean isManifest(Path path) {
        return path.toString().contains("snapshot_") && path.endsWith("snapshot.manifest");
    }

    @Test
    void filesAsTheyWereWrittenPass() throws IOException {
        assertThat(scrub()).isEmpty();
        Scrub done = requireNonNull(progress);
        assertThat(done.clean()).isEqualTo(1);
        assertThat(done.damaged()).isZero();
        assertThat(done.files()).isPositive();
        assertThat(done.filesLeft()).isZero();
        assertThat(done.bytesRead()).isPositive();
        assertThat(done.lastClean()).isNotNull();
    }

    @Test
    void aDamagedTableOfTheStateIsNamed() throws IOException {
        Path damaged = largest(path ->
                path.startsWith(data.resolve("state")) && path.toString().endsWith(".sst"));
        flipByteIn(damaged);
        assertThat(scrub()).hasSize(1).first().asString().contains(damaged.toString());
        Scrub done = requireNonNull(progress);
        assertThat(done.damaged()).isEqualTo(1);
        assertThat(done.clean()).isZero();
        assertThat(done.lastClean()).isNull();
    }

    @Test
    void aDamagedFileOfTheSnapshotIsNamed() throws IOException {
        Path damaged = largest(
                path -> path.toString().contains("snapshot_") && path.toString().contains("MANIFEST"));
        flipByteIn(damaged);
        assertThat(scrub()).hasSize(1).first().asString().contains(damaged.toString());
    }

    @Test
    void aDamagedManifestOfTheSnapshotIsNamed() throws IOException {
        Path damaged = largest(ScrubIT::isManifest);
        flipByteIn(damaged);
        assertThat(scrub()).hasSize(1).first().asString().contains(damaged.toString());
    }

    @Test
    void termAndVoteThatCannotBeBelievedAreDamage() throws IOException {
        for (Path slot : files(data, path -> path.startsWith(data.resolve("raft/meta")))) {
            flipByteIn(slot);
        }
        assertThat(scrub()).hasSize(1).first().asString().contains("meta");
    }

    @Test
    void aRunningNodeStopsAndRefusesToStartAgain() throws Exception {
        Path damaged = largest(path ->
                path.startsWith(data.resolve("state")) && path.toString().endsWith(".sst"));
        flipByteIn(damaged);
        CompletableFuture<FatalFailure> told = new CompletableFuture<>();
        RaftNodeSettings eager = with(filled, data, 256 << 20, Duration.ofMillis(50));
        try (RaftNode node = RaftNode.start(eager, told::complete, () -> {}, Tracer.NONE)) {
            assertThat(told.get(LONG.toSeconds(), TimeUnit.SECONDS).reason()).contains(damaged.toString());
            assertThat(node.cluster().obstacles().getFirst()).startsWith("the node has failed: a file is damaged");
        }
        assertThatThrownBy(() -> RaftNode.start(settings, LocalNodes::unexpected, () -> {}, Tracer.NONE))
                .isInstanceOf(RaftNodeStartException.class)
                .hasMessageContaining(damaged.toString())
                .hasMessageContaining("remove the whole data directory");
    }

    /** One round; what was found. */
    private List<String> scrub() throws IOException {
        List<String> found = new ArrayList<>();
        Path state = data.resolve("state")
                .resolve(Files.readString(data.resolve("state/generation")).strip());
        Scrubber scrubber = new Scrubber(data.resolve("raft"), () -> state, INTERVAL, 1 << 30, found::add);
        scrubber.step();
        Pause pause = scrubber.step();
        for (int step = 0; step < STEPS_MAX && !pause.equals(Pause.of(INTERVAL)); step++) {
            pause = scrubber.step();
        }
        assertThat(pause).isEqualTo(Pause.of(INTERVAL));
        progress = scrubber.progress();
        return found;
    }

    private Path largest(Predicate<Path> wanted) throws IOException {
        return files(data, wanted).stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
    }

    private static List<Path> files(Path directory, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).filter(wanted).toList();
        }
    }

    private static void flipByteIn(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);
    }

    private static RaftNodeSettings with(
            RaftNodeSettings settings, Path data, long snapshotLogBytes, Duration scrubInterval) {
        Tuning tuning = settings.tuning();
        return new RaftNodeSettings(
                settings.clusterId(),
                settings.self(),
                settings.members(),
                settings.beginning(),
                data,
                settings.channel(),
                new Tuning(
                        tuning.electionTimeout(),
                        tuning.snapshotInterval(),
                        snapshotLogBytes,
                        tuning.inFlightBytes(),
                        tuning.stopTimeout(),
                        tuning.blockCacheBytes(),
                        tuning.memtableBytes(),
                        tuning.diskReserveBytes(),
                        tuning.ballastBytes(),
                        scrubInterval,
                        tuning.readyLagEntries()));
    }
}
