package io.cfguardian.raft.consensus;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The form in which several commands travel in one log entry: a version byte, a count, then each command's length and bytes,
 * integers big-endian. Integrity is the log's (a checksum per entry); this form only refuses what cannot be its own.
 */
final class CommandBatch {

    static final int HEADER_BYTES = 1 + Integer.BYTES;
    static final int PER_COMMAND_BYTES = Integer.BYTES;

    private static final byte VERSION = 1;

    private CommandBatch() {}

    static ByteBuffer encode(List<byte[]> commands) {
        if (commands.isEmpty()) {
            throw new IllegalStateException("an entry without commands");
        }
        int bytes = HEADER_BYTES;
        for (byte[] command : commands) {
            bytes = Math.addExact(bytes, PER_COMMAND_BYTES + command.length);
        }
        ByteBuffer entry = ByteBuffer.allocate(bytes).put(VERSION).putInt(commands.size());
        for (byte[] command : commands) {
            entry.putInt(command.length).put(command);
        }
        return entry.flip();
    }

    /**
     * Reads an entry; the buffer's position is left alone.
     *
     * @throws IllegalStateException if these are not the bytes of a batch, which means that the log is damaged or was written
     *     by a newer version
     */
    static List<byte[]> decode(ByteBuffer shared) {
        ByteBuffer entry = shared.duplicate();
        try {
            byte version = entry.get();
            if (version != VERSION) {
                throw new IllegalStateException("log entry has format " + version + ", expected " + VERSION);
            }
            int count = entry.getInt();
            if (count < 1 || count > entry.remaining() / PER_COMMAND_BYTES) {
                throw new IllegalStateException(
                        "log entry claims " + count + " commands in " + entry.remaining() + " bytes");
            }
            List<byte[]> commands = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int length = entry.getInt();
                if (length < 0 || length > entry.remaining()) {
                    throw new IllegalStateException(
                            "log entry claims a command of " + length + " bytes with " + entry.remaining() + " left");
                }
                byte[] command = new byte[length];
                entry.get(command);
                commands.add(command);
            }
            if (entry.hasRemaining()) {
                throw new IllegalStateException("log entry has " + entry.remaining() + " bytes after its commands");
            }
            return commands;
        } catch (BufferUnderflowException cutOff) {
            throw new IllegalStateException("log entry is cut off", cutOff);
        }
    }
}
