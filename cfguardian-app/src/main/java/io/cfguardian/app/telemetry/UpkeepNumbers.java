package io.cfguardian.app.telemetry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a node's watch over itself does. What is counted is counted from the node's start.
 *
 * @param clockAhead by how much its clock is ahead of the median of the members' clocks, negative when it is behind; null before a
 *     majority of them was heard
 */
public record UpkeepNumbers(
        Disk disk, Chain chain, Scrub scrub, @Nullable Duration clockAhead) {

    /**
     * The disk of the data, as it was at the last look, a fraction of a second ago.
     *
     * @param totalBytes its size
     * @param freeBytes that are left for data; the ballast counts as taken whether it lies there or not, so it may be negative
     * @param reserveBytes below which there is too little
     * @param ballastBytes that lie there to be given up; 0 when they are given up
     * @param low whether there is too little
     * @param refusing whether the node refuses writes that bring data, because the disks of the cluster have too little room
     */
    public record Disk(
            long totalBytes, long freeBytes, long reserveBytes, long ballastBytes, boolean low, boolean refusing) {}

    /**
     * What came of comparing this node's chain with each of the other members'.
     *
     * @param agreed comparisons at an equal revision that found the same hash
     * @param differed those that found another
     * @param unheard members that did not answer
     * @param lastAgreement when all that were heard agreed with it, and one at least was; null for never
     */
    public record Chain(
            long agreed,
            long differed,
            long unheard,
            @Nullable Instant lastAgreement) {

        /** Nothing was compared yet. */
        public static final Chain NONE = new Chain(0, 0, 0, null);
    }

    /**
     * What came of reading the node's files again.
     *
     * @param clean rounds that found all files as they were written
     * @param damaged those that found one that is not
     * @param files in the round that was begun last
     * @param filesLeft of them that are not read yet
     * @param bytesRead in all rounds
     * @param lastClean when the last clean round ended; null for never
     * @param interval between the end of one round and the begin of the next
     */
    public record Scrub(
            long clean,
            long damaged,
            int files,
            int filesLeft,
            long bytesRead,
            @Nullable Instant lastClean,
            Duration interval) {}
}
