package io.cfguardian.raft.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a node's disk has room for more data. There is too little below the reserve, and enough again only a quarter above it,
 * so that the answer does not change with every file that comes and goes. The ballast counts as taken whether it lies there or
 * not: giving it up makes no room for data.
 *
 * <p>Thread-safe; {@link #isLow} and {@link #age} take no lock.
 */
public final class DiskRoom {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    /** With less than this part of the ballast's size left, the ballast is given up before anything fails. */
    private static final int SCARCE_PART = 4;

    /** A disk on which the ballast cannot be laid is not kept busy with trying. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final LongSupplier usableBytes;
    private final LongSupplier totalBytes;
    private final long reserveBytes;
    private final Ballast ballast;
    private long layNotBeforeNanos = System.nanoTime();
    private volatile boolean low;
    private volatile long judgedNanos = System.nanoTime();
    private volatile Measured measured = new Measured(0, 0, 0);

    DiskRoom(LongSupplier usableBytes, LongSupplier totalBytes, long reserveBytes, Ballast ballast) {
        this.usableBytes = usableBytes;
        this.totalBytes = totalBytes;
        this.reserveBytes = reserveBytes;
        this.ballast = ballast;
    }

    /**
     * What the last look found.
     *
     * @param totalBytes of the disk
     * @param freeBytes that are left for data
     * @param ballastBytes that lie there
     */
    public record Measured(long totalBytes, long freeBytes, long ballastBytes) {}

    /**
     * The room of the disk that {@code data} lies on, measured once; the ballast is laid, or given up, as there is room. To be
     * opened before the files of the node, which may need the ballast's bytes.
     *
     * @param data a directory, made when absent
     * @param reserveBytes below which there is too little
     * @param ballastBytes of the file {@code ballast} in {@code data}; 0 for none
     * @throws IOException when the directory cannot be made
     */
    public static DiskRoom open(Path data, long reserveBytes, long ballastBytes) throws IOException {
        Files.createDirectories(data);
        DiskRoom room = new DiskRoom(
                () -> data.toFile().getUsableSpace(),
                () -> data.toFile().getTotalSpace(),
                reserveBytes,
                new Ballast(data.resolve("ballast"), ballastBytes));
        room.look();
        return room;
    }

    /** Whether there was too little at the last look. */
    public boolean isLow() {
        return low;
    }

    /** How long ago the last look was. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - judgedNanos);
    }

    /** What the last look found. Takes no lock. */
    public Measured measured() {
        return measured;
    }

    /** Below which there is too little, in bytes. */
    public long reserveBytes() {
        return reserveBytes;
    }

    /** Looks, and lays the ballast or gives it up. Laying it takes as long as the disk takes for its bytes. */
    public synchronized void look() {
        try {
            long usable = usableBytes.getAsLong();
            boolean laid = ballast.isLaid();
            long free = laid ? usable : usable - ballast.bytes();
            measured = new Measured(totalBytes.getAsLong(), free, laid ? ballast.bytes() : 0);
            judge(free);
            if (laid && usable < ballast.bytes() / SCARCE_PART) {
                release(usable);
            } else if (!laid && !low && System.nanoTime() - layNotBeforeNanos >= 0) {
                layNotBeforeNanos = System.nanoTime() + BETWEEN_TRIES.toNanos();
                ballast.lay();
                LOG.info("{} bytes of ballast are laid", ballast.bytes());
            }
        } catch (IOException failed) {
            // The disk will say it to those who must write.
            LOG.warn("the ballast cannot be laid or given up: {}", failed.toString());
        }
    }

    /** Gives the ballast up if the disk is as good as full: something has failed to be written. */
    public synchronized void writeFailed() {
        try {
            long usable = usableBytes.getAsLong();
            if (usable < ballast.bytes() && ballast.isLaid()) {
                release(usable);
            }
        } catch (IOException failed) {
            LOG.warn("the ballast cannot be given up: {}", failed.toString());
        }
    }

    private void judge(long usableBytesForData) {
        judgedNanos = System.nanoTime();
        if (!low && usableBytesForData < reserveBytes) {
            low = true;
            LOG.error(
                    "the disk has {} bytes left for data, less than the reserve of {}",
                    usableBytesForData,
                    reserveBytes);
        } else if (low && usableBytesForData >= reserveBytes + reserveBytes / 4) {
            low = false;
            LOG.info("the disk has room again: {} bytes for data", usableBytesForData);
        }
    }

    private void release(long usable) throws IOException {
        if (ballast.bytes() > 0) {
            ballast.release();
            LOG.error("the disk has {} bytes left; {} bytes of ballast are given up", usable, ballast.bytes());
        }
    }
}
