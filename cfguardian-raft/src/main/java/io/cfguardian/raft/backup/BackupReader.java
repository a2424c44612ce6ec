package io.cfguardian.raft.backup;

import io.cfguardian.raft.store.KeySpace;
import io.cfguardian.raft.store.StateDump.Entry;
import io.cfguardian.raft.store.StateDump.Portion;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup and believes nothing in it: each block's checksum is right before the block is given away, and {@link #next} ends only
 * when the number of entries and the SHA-256 of the whole are right too. Used by one thread.
 */
final class BackupReader implements AutoCloseable {

    /** The largest value is a commit, which a command of 15 MiB bounds. */
    private static final int BLOCK_BYTES_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 20;

    private final MessageDigest digest = BackupWriter.sha256();
    private final DigestInputStream digested;
    private final DataInputStream in;
    private final BackupHeader header;
    private final Map<KeySpace, Long> entries = new EnumMap<>(KeySpace.class);
    private long blocks;
    private @Nullable KeySpace space;
    private byte[] lastKey = {};
    private boolean ended;

    private BackupReader(InputStream file) throws IOException {
        this.digested = new DigestInputStream(new BufferedInputStream(file, BUFFER_BYTES), digest);
        this.in = new DataInputStream(digested);
        this.header = BackupHeader.read(in);
    }

    /**
     * Opens a file and reads its header. The caller closes what it gets.
     *
     * @throws UnusableBackupException when it is no backup, or one that this release does not read
     */
    static BackupReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new BackupReader(in);
        } catch (EOFException torn) {
            in.close();
            throw new UnusableBackupException("it ends in its header");
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    BackupHeader header() {
        return header;
    }

    /** How many entries of a key space were read. */
    long entries(KeySpace of) {
        return entries.getOrDefault(of, 0L);
    }

    /**
     * The next block; nothing at the end, when all was as it should be.
     *
     * @throws UnusableBackupException when it is not
     */
    Optional<Portion> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            Frame frame = new Frame();
            int kind = frame.u8();
            if (kind == BackupWriter.BLOCK) {
                return Optional.of(block(frame));
            }
            if (kind != BackupWriter.END) {
                throw damaged("begins with " + kind + ", expected 1 or 2");
            }
            end(frame);
            ended = true;
            return Optional.empty();
        } catch (EOFException torn) {
            throw damaged("is not whole: the file ends");
        }
    }

    private Portion block(Frame frame) throws IOException {
        KeySpace of = frame.space();
        int count = frame.i32();
        int length = frame.i32();
        if (length < 0 || length > BLOCK_BYTES_MAX || count < 1) {
            throw damaged("says that it has " + count + " entries of " + length + " bytes");
        }
        ByteBuffer body = ByteBuffer.wrap(frame.bytes(length));
        frame.check();
        List<Entry> read = new ArrayList<>();
        while (body.hasRemaining()) {
            read.add(new Entry(field(body), field(body)));
        }
        if (read.size() != count) {
            throw damaged("has " + read.size() + " entries, expected " + count);
        }
        inOrder(of, read);
        entries.merge(of, (long) count, Long::sum);
        blocks++;
        return new Portion(of, read);
    }

    private void inOrder(KeySpace of, List<Entry> read) throws UnusableBackupException {
        KeySpace before = space;
        if (before != null && of.compareTo(before) < 0) {
            throw damaged("is of key space " + of.columnFamily() + " after " + before.columnFamily());
        }
        if (of != before) {
            lastKey = new byte[0];
            space = of;
        }
        for (Entry entry : read) {
            if (Arrays.compareUnsigned(entry.key(), lastKey) <= 0) {
                throw damaged("has keys that are out of order");
            }
            lastKey = entry.key();
        }
    }

    private byte[] field(ByteBuffer body) throws UnusableBackupException {
        if (body.remaining() < Integer.BYTES) {
            throw damaged("has a field without a length");
        }
        int length = body.getInt();
        if (length < 0 || length > body.remaining()) {
            throw damaged("has a field of " + length + " bytes, " + body.remaining() + " are left");
        }
        byte[] field = new byte[length];
        body.get(field);
        return field;
    }

    private void end(Frame frame) throws IOException {
        long blocksWritten = frame.i64();
        int spaces = frame.u8();
        Map<KeySpace, Long> written = new EnumMap<>(KeySpace.class);
        for (int i = 0; i < spaces; i++) {
            KeySpace of = frame.space();
            written.put(of, frame.i64());
        }
        frame.check();
        for (KeySpace of : KeySpace.values()) {
            if (written.getOrDefault(of, -1L) != entries(of) || blocksWritten != blocks) {
                throw new UnusableBackupException("it has " + entries(of) + " entries of key space " + of.columnFamily()
                        + " in " + blocks + " blocks, its end says " + written.get(of) + " in " + blocksWritten);
            }
        }
        byte[] expected = digest.digest();
        digested.on(false);
        if (!Arrays.equals(in.readNBytes(expected.length), expected)) {
            throw new UnusableBackupException("its SHA-256 is not the one at its end");
        }
        if (in.read() >= 0) {
            throw new UnusableBackupException("something follows its end");
        }
    }

    private UnusableBackupException damaged(String how) {
        return new UnusableBackupException("block " + (blocks + 1) + " " + how);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What one checksum covers. */
    private final class Frame {

        private final CRC32C crc = new CRC32C();

        byte[] bytes(int length) throws IOException {
            byte[] read = in.readNBytes(length);
            if (read.length != length) {
                throw new EOFException();
            }
            crc.update(read);
            return read;
        }

        int u8() throws IOException {
            return Byte.toUnsignedInt(bytes(1)[0]);
        }

        int i32() throws IOException {
            return ByteBuffer.wrap(bytes(Integer.BYTES)).getInt();
        }

        long i64() throws IOException {
            return ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
        }

        KeySpace space() throws IOException {
            String name = new String(bytes(u8()), StandardCharsets.US_ASCII);
            for (KeySpace known : KeySpace.values()) {
                if (known.columnFamily().equals(name)) {
                    return known;
                }
            }
            throw damaged("is of a key space that this release does not know");
        }

        void check() throws IOException {
            if (in.readInt() != (int) crc.getValue()) {
                throw damaged("is damaged (CRC32C)");
            }
        }
    }
}
