package io.cfguardian.raft.consensus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A state for tests: counts how often each command was applied, so that a command that was applied twice or not at all shows. Keeps
 * no log of its own, and forgets what it has not flushed when it is closed, as after a crash.
 */
final class TallyState implements ReplicatedState, AutoCloseable {

    static final String POISON = "poison";

    private static final byte[] APPLIED_KEY = "!applied".getBytes(StandardCharsets.UTF_8);

    private final Path directory;
    private final Options options = new Options().setCreateIfMissing(true).setAvoidFlushDuringShutdown(true);
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private RocksDB db;
    private volatile long applied;
    private volatile @Nullable CountDownLatch gate;
    private final AtomicInteger restores = new AtomicInteger();

    TallyState(Path directory) throws Exception {
        RocksDB.loadLibrary();
        this.directory = directory;
        Files.createDirectories(directory);
        this.db = RocksDB.open(options, directory.toString());
        this.applied = readApplied();
    }

    @Override
    public long appliedIndex() {
        return applied;
    }

    @Override
    public List<List<byte[]>> apply(List<LogEntry> entries) throws Exception {
        CountDownLatch closed = gate;
        if (closed != null) {
            closed.await();
        }
        Map<String, Integer> counts = new HashMap<>();
        List<List<byte[]>> answers = new ArrayList<>();
        for (LogEntry entry : entries) {
            List<byte[]> entryAnswers = new ArrayList<>();
            for (byte[] command : entry.commands()) {
                String id = new String(command, StandardCharsets.UTF_8);
                if (id.equals(POISON)) {
                    throw new IllegalStateException("poisoned");
                }
                String key = id.length() > 200 ? id.substring(0, 200) : id;
                int count = counts.getOrDefault(key, count(key)) + 1;
                counts.put(key, count);
                entryAnswers.add(ByteBuffer.allocate(4).putInt(count).array());
            }
            answers.add(entryAnswers);
        }
        long index = entries.getLast().index();
        try (WriteBatch batch = new WriteBatch()) {
            for (var count : counts.entrySet()) {
                batch.put(
                        key(count.getKey()),
                        ByteBuffer.allocate(4).putInt(count.getValue()).array());
            }
            batch.put(APPLIED_KEY, ByteBuffer.allocate(8).putLong(index).array());
            db.write(unlogged, batch);
        }
        applied = index;
        return answers;
    }

    @Override
    public void checkpoint(Path target) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
        } catch (RocksDBException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void restore(Path source) throws IOException {
        try {
            db.close();
            try (Stream<Path> old = Files.list(directory)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            try (Stream<Path> copied = Files.list(source)) {
                for (Path file : copied.toList()) {
                    Files.copy(file, directory.resolve(file.getFileName()));
                }
            }
            db = RocksDB.open(options, directory.toString());
            applied = readApplied();
            restores.incrementAndGet();
        } catch (RocksDBException failed) {
            throw new IOException(failed);
        }
    }

    /** Makes durable what was applied, as happens whenever memory is full. */
    void flush() throws RocksDBException {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true)) {
            db.flush(waiting);
        }
    }

    /** Makes the next apply wait until {@link #openGate()}. */
    void closeGate() {
        gate = new CountDownLatch(1);
    }

    void openGate() {
        CountDownLatch closed = gate;
        gate = null;
        if (closed != null) {
            closed.countDown();
        }
    }

    int restores() {
        return restores.get();
    }

    int count(String id) throws RocksDBException {
        byte[] value = db.get(key(id));
        return value == null ? 0 : ByteBuffer.wrap(value).getInt();
    }

    SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        try (RocksIterator all = db.newIterator()) {
            for (all.seek(key("")); all.isValid(); all.next()) {
                counts.put(
                        new String(all.key(), 1, all.key().length - 1, StandardCharsets.UTF_8),
                        ByteBuffer.wrap(all.value()).getInt());
            }
        }
        return counts;
    }

    private long readApplied() throws RocksDBException {
        byte[] value = db.get(APPLIED_KEY);
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    private static byte[] key(String id) {
        return ("#" + id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        openGate();
        db.close();
    }
}
