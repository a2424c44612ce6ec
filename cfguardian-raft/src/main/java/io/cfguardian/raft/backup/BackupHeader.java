package io.cfguardian.raft.backup;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a backup is of; it stands at the beginning of the file.
 *
 * @param cluster the name of the cluster it was taken from, 1 to 64 characters of ASCII
 * @param revision the last commit in it
 * @param chainHead that commit's hash
 * @param logTime log time at {@code revision}, in milliseconds
 * @param index the Raft log index that was applied
 * @param term that entry's Raft term
 * @param made when the backup was begun, by the clock of the node that took it, in milliseconds
 * @param layout the number of the store's layout, which says what keys and values are
 */
public record BackupHeader(
        String cluster,
        Revision revision,
        Hash chainHead,
        Instant logTime,
        long index,
        long term,
        Instant made,
        int layout) {

    /** The first eight bytes of every backup. */
    static final byte[] MAGIC = "cfgbkup\n".getBytes(StandardCharsets.US_ASCII);

    /** The number of the file's format, which says how blocks are framed. */
    static final int FORMAT = 1;

    private static final int CLUSTER_CHARS_MAX = 64;

    public BackupHeader {
        if (cluster.isEmpty()
                || cluster.length() > CLUSTER_CHARS_MAX
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(cluster)) {
            throw new IllegalArgumentException(
                    "a cluster's name has 1 to " + CLUSTER_CHARS_MAX + " characters of ASCII, got " + cluster.length());
        }
        if (index < 1 || term < 1) {
            throw new IllegalArgumentException("index and term are 1 or more, got " + index + " and " + term);
        }
    }

    /** The bytes of the header, magic and checksum included. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(layout);
            out.writeByte(cluster.length());
            out.write(cluster.getBytes(StandardCharsets.US_ASCII));
            out.writeLong(revision.value());
            out.write(chainHead.toByteArray());
            out.writeLong(logTime.toEpochMilli());
            out.writeLong(index);
            out.writeLong(term);
            out.writeLong(made.toEpochMilli());
            out.writeInt(checksum(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a header.
     *
     * @throws UnusableBackupException when there is none, or one of a newer format
     * @throws java.io.EOFException when the file ends in it
     */
    static BackupHeader read(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new UnusableBackupException("it is no backup of cfguardian");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new NewerBackupException("format", format, FORMAT);
        }
        int layout = in.readInt();
        byte[] cluster = in.readNBytes(in.readUnsignedByte());
        long revision = in.readLong();
        byte[] chainHead = in.readNBytes(Hash.SIZE_BYTES);
        long logTime = in.readLong();
        long index = in.readLong();
        long term = in.readLong();
        long made = in.readLong();
        int checksum = in.readInt();
        BackupHeader header;
        try {
            header = new BackupHeader(
                    new String(cluster, StandardCharsets.US_ASCII),
                    new Revision(revision),
                    Hash.of(chainHead),
                    Instant.ofEpochMilli(logTime),
                    index,
                    term,
                    Instant.ofEpochMilli(made),
                    layout);
        } catch (IllegalArgumentException damaged) {
            throw new UnusableBackupException("its header is damaged: " + damaged.getMessage());
        }
        byte[] encoded = header.encode();
        // The same bytes encode to the same header, so the last four are the checksum that belongs there.
        if (checksum(Arrays.copyOf(encoded, encoded.length - Integer.BYTES)) != checksum) {
            throw new UnusableBackupException("its header is damaged (CRC32C)");
        }
        return header;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
