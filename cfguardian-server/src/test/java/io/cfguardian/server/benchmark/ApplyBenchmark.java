package io.cfguardian.server.benchmark;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.store.Application;
import io.cfguardian.raft.store.DurableFiles;
import io.cfguardian.raft.store.RocksStore;
import io.cfguardian.raft.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a node does with a log entry that holds {@link #commands} writes: decodes them, decides each on its store and writes it all as
 * one batch. The store is a real one on the disk; what it flushes and compacts meanwhile is in the time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open first.
public class ApplyBenchmark {

    /** How many commands an entry holds. */
    @Param({"1", "16", "64"})
    public int commands;

    private final Load load = new Load();
    private Path directory;
    private RocksStore store;
    private List<byte[]> entry = List.of();
    private long index;

    /** A store with the schema and the token. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        directory = Files.createTempDirectory("cfguardian-benchmark");
        store = RocksStore.open(StoreSettings.of(directory), failure -> {});
        load.beginning().forEach(envelope -> apply(List.of(Codec.ENVELOPE.encode(envelope))));
    }

    /** The commands of the next entry: a command that was applied before would only be remembered. */
    @Setup(Level.Invocation)
    public void propose() {
        List<byte[]> proposed = new ArrayList<>();
        for (int each = 0; each < commands; each++) {
            proposed.add(Codec.ENVELOPE.encode(load.put()));
        }
        entry = proposed;
    }

    /** One entry. */
    @Benchmark
    public Answer apply() {
        return apply(entry);
    }

    private Answer apply(List<byte[]> entry) {
        try (Application application = store.begin()) {
            Answer last = null;
            for (byte[] command : entry) {
                Envelope envelope = Codec.ENVELOPE.decode(command);
                last = Transition.step(application, application, envelope);
                Codec.ANSWER.encode(last);
            }
            application.commit(++index, 1);
            return Written.of(last);
        }
    }

    /** Removes the store. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        store.close();
        DurableFiles.delete(directory);
    }
}
