package io.cfguardian.raft.consensus.meta;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Term and vote on disk, in two files ("slots") that hold the same when no save is under way.
 *
 * <p>A save writes the first slot, makes it durable, and only then writes the second. So a crash, however it tears what is being
 * written, leaves one good slot; and since the save was not acknowledged then, either its value or the one before is right. A bit
 * that flips later spoils one slot's checksum, and the other still holds the same value. Only when both are bad is the value
 * lost, and then it is refused, never guessed.
 *
 * <p>A slot is a magic number, a format version, the sequence number of the save, the term, the vote's length and UTF-8 bytes, and a
 * CRC-32C over all of that, integers big-endian. One owner, one thread at a time.
 */
public final class TermAndVoteFile {

    private static final Logger LOG = LoggerFactory.getLogger(TermAndVoteFile.class);

    private static final int MAGIC = 0x63_66_67_6d;
    private static final byte VERSION = 1;
    private static final int VOTE_BYTES_MAX = 1 << 10;
    private static final String FIRST_SLOT = "term-and-vote.1";
    private static final String SECOND_SLOT = "term-and-vote.2";

    private final Path directory;
    private long sequence;
    private TermAndVote current;

    private TermAndVoteFile(Path directory, Slot slot) {
        this.directory = directory;
        this.sequence = slot.sequence();
        this.current = slot.value();
    }

    /** Whether a directory holds any slot, good or bad. */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(FIRST_SLOT)) || Files.exists(directory.resolve(SECOND_SLOT));
    }

    /** Begins in a directory without slots, creating it, with {@link TermAndVote#NONE} made durable. */
    public static TermAndVoteFile create(Path directory) throws IOException {
        Files.createDirectories(directory);
        TermAndVoteFile file = new TermAndVoteFile(directory, new Slot(0, TermAndVote.NONE));
        file.save(TermAndVote.NONE);
        return file;
    }

    /**
     * Opens what {@link #create} began. A slot that is bad while the other is good is written anew.
     *
     * @throws DamagedMetaException if neither slot can be believed
     */
    public static TermAndVoteFile open(Path directory) throws IOException {
        Optional<Slot> first = read(directory.resolve(FIRST_SLOT));
        Optional<Slot> second = read(directory.resolve(SECOND_SLOT));
        Slot newest = first.isEmpty()
                        || (second.isPresent()
                                && second.get().sequence() > first.get().sequence())
                ? second.orElseThrow(() -> new DamagedMetaException("term and vote in " + directory
                        + " are damaged in both copies; wipe this member and let it join anew"))
                : first.get();
        TermAndVoteFile file = new TermAndVoteFile(directory, newest);
        if (!first.equals(second)) {
            LOG.warn(
                    "one of two copies of term and vote in {} was torn or damaged; continuing with term {}",
                    directory,
                    newest.value().term());
            file.save(newest.value());
        }
        return file;
    }

    /** The value of the last completed save. */
    public TermAndVote current() {
        return current;
    }

    /** Makes a value durable in both slots. After an exception either value may be found at the next start. */
    public void save(TermAndVote value) throws IOException {
        ByteBuffer bytes = encode(new Slot(sequence + 1, value));
        write(directory.resolve(FIRST_SLOT), bytes.duplicate());
        write(directory.resolve(SECOND_SLOT), bytes.duplicate());
        sequence++;
        current = value;
    }

    private void write(Path slot, ByteBuffer bytes) throws IOException {
        boolean isNew = !Files.exists(slot);
        try (FileChannel channel = FileChannel.open(slot, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.truncate(length);
            channel.force(true);
        }
        if (isNew) {
            try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
                parent.force(true);
            }
        }
    }

    private static ByteBuffer encode(Slot slot) {
        byte[] vote = slot.value().votedFor().getBytes(StandardCharsets.UTF_8);
        if (vote.length > VOTE_BYTES_MAX) {
            throw new IllegalStateException("a vote of " + vote.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(
                        Integer.BYTES + 1 + 2 * Long.BYTES + Integer.BYTES + vote.length + Integer.BYTES)
                .putInt(MAGIC)
                .put(VERSION)
                .putLong(slot.sequence())
                .putLong(slot.value().term())
                .putInt(vote.length)
                .put(vote);
        return bytes.putInt(checksum(bytes, bytes.position())).flip();
    }

    /** The slot's content, or empty if there is none that can be believed. */
    private static Optional<Slot> read(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) > 2 * VOTE_BYTES_MAX) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        try {
            if (bytes.getInt() != MAGIC || bytes.get() != VERSION) {
                return Optional.empty();
            }
            long sequence = bytes.getLong();
            long term = bytes.getLong();
            int voteLength = bytes.getInt();
            if (voteLength < 0 || voteLength != bytes.remaining() - Integer.BYTES) {
                return Optional.empty();
            }
            byte[] vote = new byte[voteLength];
            bytes.get(vote);
            int expected = checksum(bytes, bytes.position());
            if (bytes.getInt() != expected || term < 0) {
                return Optional.empty();
            }
            return Optional.of(new Slot(sequence, new TermAndVote(term, new String(vote, StandardCharsets.UTF_8))));
        } catch (BufferUnderflowException tornOff) {
            return Optional.empty();
        }
    }

    private static int checksum(ByteBuffer bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }

    private record Slot(long sequence, TermAndVote value) {}
}
