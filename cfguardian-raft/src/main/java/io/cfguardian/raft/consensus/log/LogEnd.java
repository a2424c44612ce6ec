package io.cfguardian.raft.consensus.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far the log was written, in a file beside it: what the log itself cannot tell once its newest file is gone, or an older one
 * stands in its place.
 *
 * <p>Invariant: what the file says is never further than the log. It is written after the log was made durable, and not made
 * durable itself: after the death of the process it is exact, after a loss of power it may be behind, which only makes it
 * say less. Before the log is cut it goes back, durably, since there it must not lag.
 *
 * <p>Two slots in different blocks are written in turn, each a magic number, a format version, a sequence number, index, term and a
 * CRC-32C over these, integers big-endian; the one that can be believed and has the higher number counts. One owner, one
 * thread at a time.
 */
final class LogEnd implements AutoCloseable {

    /** Before anything was written. */
    static final Place NOTHING = new Place(0, 0);

    private static final int MAGIC = 0x63_66_67_65;
    private static final byte VERSION = 1;
    private static final int SLOT_BYTES = 4_096;
    private static final int USED_BYTES = Integer.BYTES + 1 + 3 * Long.BYTES + Integer.BYTES;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(USED_BYTES);
    private long sequence;
    private Place current;

    /**
     * A place in the log.
     *
     * @param index 0 for none
     * @param term of the entry there, 0 when it is not known
     */
    record Place(long index, long term) {}

    private record Slot(long sequence, Place place) {}

    private LogEnd(FileChannel channel, Slot newest) {
        this.channel = channel;
        this.sequence = newest.sequence();
        this.current = newest.place();
    }

    /** Begins a file, durably, in place of one that may be there. */
    static LogEnd begin(Path file, Place place) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        LogEnd end = new LogEnd(channel, new Slot(0, place));
        end.moveTo(place);
        end.moveTo(place);
        channel.force(true);
        try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
        return end;
    }

    /**
     * Opens a file; nothing when there is none.
     *
     * @throws DamagedLogException when neither slot can be believed
     */
    static Optional<LogEnd> open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<Slot> first = read(channel, 0);
        Optional<Slot> second = read(channel, 1);
        if (first.isEmpty() && second.isEmpty()) {
            channel.close();
            throw new DamagedLogException(file + " is damaged in both copies");
        }
        boolean takesSecond = first.isEmpty()
                || (second.isPresent() && second.get().sequence() > first.get().sequence());
        return Optional.of(new LogEnd(channel, takesSecond ? second.orElseThrow() : first.orElseThrow()));
    }

    /** How far the log was written. */
    Place current() {
        return current;
    }

    /** Goes to the end of a log that was made durable up to there; not durable itself. */
    void moveTo(Place place) throws IOException {
        sequence++;
        current = place;
        buffer.clear()
                .putInt(MAGIC)
                .put(VERSION)
                .putLong(sequence)
                .putLong(place.index())
                .putLong(place.term());
        buffer.putInt(checksum(buffer.duplicate().flip())).flip();
        long position = sequence % 2 * SLOT_BYTES;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    /** Goes back, durably, before the log does. */
    void goBackTo(Place place) throws IOException {
        moveTo(place);
        channel.force(false);
    }

    private static Optional<Slot> read(FileChannel channel, int slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(USED_BYTES);
        long position = (long) slot * SLOT_BYTES;
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, position + bytes.position());
            if (count < 0) {
                return Optional.empty();
            }
        }
        bytes.flip();
        int expected = checksum(bytes.duplicate().limit(USED_BYTES - Integer.BYTES));
        boolean isKnown = bytes.getInt() == MAGIC && bytes.get() == VERSION;
        Slot read = new Slot(bytes.getLong(), new Place(bytes.getLong(), bytes.getLong()));
        return isKnown && bytes.getInt() == expected ? Optional.of(read) : Optional.empty();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
