package io.cfguardian.raft.backup;

import io.cfguardian.raft.store.KeySpace;
import io.cfguardian.raft.store.StateDump.Entry;
import io.cfguardian.raft.store.StateDump.Portion;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes a backup block by block, as docs/backup.md lays it out. Used by one thread. What was written is no backup before
 * {@link #finish}: without its end a file is refused.
 */
final class BackupWriter {

    /** How much a block holds, but for its last entry. */
    static final int BLOCK_BYTES = 256 << 10;

    /** What begins a block. */
    static final int BLOCK = 1;

    /** What begins the end. */
    static final int END = 2;

    private final MessageDigest digest = sha256();
    private final OutputStream out;
    private final Map<KeySpace, Long> entries = new EnumMap<>(KeySpace.class);
    private long blocks;

    /** Begins with the header. The caller closes {@code out}, in any case. */
    BackupWriter(OutputStream out, BackupHeader header) throws IOException {
        this.out = new DigestOutputStream(out, digest);
        this.out.write(header.encode());
    }

    void write(Portion portion) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES + 1024);
        DataOutputStream fields = new DataOutputStream(block);
        fields.writeByte(BLOCK);
        name(fields, portion.space());
        fields.writeInt(portion.entries().size());
        fields.writeInt(portion.entries().stream()
                .mapToInt(entry -> 2 * Integer.BYTES + entry.bytes())
                .reduce(0, Math::addExact));
        for (Entry entry : portion.entries()) {
            fields.writeInt(entry.key().length);
            fields.write(entry.key());
            fields.writeInt(entry.value().length);
            fields.write(entry.value());
        }
        framed(block, fields);
        entries.merge(portion.space(), (long) portion.entries().size(), Long::sum);
        blocks++;
    }

    /** Writes the end: how much there is, and the SHA-256 of it all. */
    void finish() throws IOException {
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(end);
        fields.writeByte(END);
        fields.writeLong(blocks);
        fields.writeByte(KeySpace.values().length);
        for (KeySpace space : KeySpace.values()) {
            name(fields, space);
            fields.writeLong(entries.getOrDefault(space, 0L));
        }
        framed(end, fields);
        out.write(digest.digest());
        out.flush();
    }

    private void framed(ByteArrayOutputStream bytes, DataOutputStream fields) throws IOException {
        fields.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        bytes.writeTo(out);
    }

    private static void name(DataOutputStream fields, KeySpace space) throws IOException {
        byte[] name = space.columnFamily().getBytes(StandardCharsets.US_ASCII);
        fields.writeByte(name.length);
        fields.write(name);
    }

    static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
