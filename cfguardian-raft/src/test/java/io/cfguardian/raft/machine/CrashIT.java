package io.cfguardian.raft.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.state.Head;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.consensus.LogEntry;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreDump;
import io.cfguardian.raft.store.StoreSettings;
import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.InMemoryState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it applies leaves a store in which content and applied index belong together. */
class CrashIT {

    private static final int KILLS = 5;

    @TempDir
    private Path directory;

    @Test
    void killedWhileApplyingTheStoreStandsAtOneEntryAndGoesOnFromThere() {
        Seed.run(random -> {
            Path store = directory.resolve("state");
            Path checkpoints = Files.createDirectories(directory.resolve("checkpoints"));
            long reached = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                long killedAt = runUntilKilled(store, checkpoints, random);
                long stood = checkAgainstTheLog(store);
                System.out.println("killed at entry " + killedAt + ", the store stands at " + stood);
                assertThat(stood).isGreaterThanOrEqualTo(reached);
                reached = stood;
            }
            assertThat(reached).isPositive();
            checkReplay(store, reached + 100);
        });
    }

    /** What the process said last, before it was killed. */
    private static long runUntilKilled(Path store, Path checkpoints, SplittableRandom random) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingApplier.class.getName(),
                        store.toString(),
                        checkpoints.toString(),
                        Long.toString(random.nextLong())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            long applied = 0;
            int runs = 50 + random.nextInt(400);
            for (int i = 0; i < runs; i++) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the process ended by itself with " + process.waitFor());
                }
                applied = Long.parseLong(line);
            }
            process.destroyForcibly().waitFor();
            return applied;
        } finally {
            process.destroyForcibly();
        }
    }

    private static long checkAgainstTheLog(Path directory) {
        try (RocksStore store = open(directory)) {
            long index = store.position().index();
            assertThat(store.position().head()).isEqualTo(expected(index).head());
            store.verifyChecksums();
            if (index > 0) {
                assertThat(store.position().term()).isEqualTo(Entries.at(index).term());
            }
            return index;
        }
    }

    private void checkReplay(Path directory, long last) throws IOException {
        Path never = Files.createDirectories(this.directory.resolve("never-killed"));
        try (RocksStore killed = open(directory);
                RocksStore whole = open(never);
                RevisionWaiters waiters =
                        RevisionWaiters.start(killed.position().head().revision())) {
            new ConfigStateMachine(killed, waiters)
                    .apply(Entries.between(killed.position().index() + 1, last));
            ConfigStateMachine machine = new ConfigStateMachine(whole, waiters);
            Entries.between(1, last).forEach(entry -> machine.apply(List.of(entry)));

            Head head = expected(last).head();
            assertThat(killed.position().head().chainHash()).isEqualTo(head.chainHash());
            assertThat(StoreDump.of(killed)).isEqualTo(StoreDump.of(whole));
        }
    }

    private static InMemoryState expected(long last) {
        InMemoryState state = new InMemoryState();
        for (LogEntry entry : Entries.between(1, last)) {
            entry.commands().forEach(command -> Transition.step(state, state, Codec.ENVELOPE.decode(command)));
        }
        return state;
    }

    private static RocksStore open(Path directory) {
        return RocksStore.open(new StoreSettings(directory, 1 << 20, CrashingApplier.MEMTABLE_BYTES), failure -> {});
    }
}
