package io.cfguardian.server.restore;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.machine.RaftNodeSettings;
import io.cfguardian.raft.machine.RestoredNode;
import io.cfguardian.raft.store.Application;
import io.cfguardian.raft.store.DurableFiles;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreSettings;
import io.cfguardian.testkit.example.Examples;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long 100,000 configs of 1 KiB take: written into a backup, proved, and made a node of. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH calls fill first.
public class BackupBenchmark {

    private static final int TRANSACTIONS = 1_000;
    private static final int CONFIGS_EACH = 100;
    private static final int TEXT_BYTES = 1 << 10;
    private static final EnvironmentId ENVIRONMENT =
            new EnvironmentId(new ProjectKey("shop"), new EnvironmentKey("prod"));

    private Path directory;
    private RocksStore store;
    private Path file;
    private int nodes;

    /** Makes the state and a backup of it. */
    @Setup(Level.Trial)
    public void fill() throws IOException {
        directory = Files.createTempDirectory("cfguardian-benchmark");
        file = directory.resolve("backup");
        store = RocksStore.open(StoreSettings.of(directory.resolve("store")), failure -> {});
        SplittableRandom random = new SplittableRandom(7);
        apply(1, new CreateProject(ENVIRONMENT.project(), ""));
        apply(2, new CreateEnvironment(ENVIRONMENT, "", SchemaDemand.OPTIONAL));
        for (int i = 0; i < TRANSACTIONS; i++) {
            List<Operation> puts = new ArrayList<>();
            for (int j = 0; j < CONFIGS_EACH; j++) {
                ConfigId id = ConfigId.of(ENVIRONMENT, new ConfigKey("c-%d-%d".formatted(i, j)));
                puts.add(new PutConfig(id, Expectation.Simple.ANY, text(random), null));
            }
            apply(3 + i, new ChangeDocuments(ENVIRONMENT.project(), List.of(), List.of(), puts));
        }
        write();
    }

    /** A backup, without what the network or another disk adds. */
    @Benchmark
    public BackupHeader write() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return BackupFile.write(store, "shop", Instant.now(), out);
        }
    }

    /** Its proof. */
    @Benchmark
    public BackupFile.Verified verify() throws IOException {
        return BackupFile.verify(file, commit -> {});
    }

    /** A node of it, proved on the way, on disk at the end. */
    @Benchmark
    public BackupHeader restore() throws IOException {
        Path data = directory.resolve("node-" + nodes++);
        RaftNodeSettings settings = RaftNodeSettings.of(
                "shop",
                "n1",
                List.of(new RaftNodeSettings.Member("n1", new MemberAddress("127.0.0.1", 1), "127.0.0.1:2")),
                data,
                Plain.PLAIN);
        BackupHeader header = RestoredNode.restore(file, settings);
        DurableFiles.delete(data);
        return header;
    }

    /** How much a backup holds. */
    long bytes() throws IOException {
        return Files.size(file);
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        store.close();
        DurableFiles.delete(directory);
    }

    private void apply(long index, Command command) {
        try (Application application = store.begin()) {
            Transition.step(
                    application,
                    application,
                    new Envelope(
                            Examples.nodeRequest("r" + index),
                            Actor.Node.SYSTEM,
                            null,
                            Examples.NOON,
                            Examples.hash("r" + index),
                            command));
            application.commit(index, 1);
        }
    }

    /** Texts that compress about as hexadecimal digits do. */
    private static Document text(SplittableRandom random) {
        byte[] bytes = new byte[TEXT_BYTES / 2 - 1];
        random.nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        return Document.of(MediaType.JSON, Bytes.utf8("\"" + text + "\""), new JsonString(text));
    }
}
