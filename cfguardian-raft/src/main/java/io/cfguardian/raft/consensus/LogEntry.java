package io.cfguardian.raft.consensus;

import java.util.List;
import java.util.Objects;

/**
 * A committed entry of the Raft log: the commands that the leader put into it, in their order.
 *
 * <p>Indexes of offered entries grow but are not dense: the log also holds entries of Raft's own (a new leader's first
 * entry, membership changes) that are never offered.
 *
 * @param index the entry's place in the log, from 1
 * @param term the term in which it was appended, from 1
 * @param commands at least one; the arrays belong to the receiver
 */
public record LogEntry(long index, long term, List<byte[]> commands) {

    public LogEntry {
        Objects.requireNonNull(commands, "commands");
        if (index < 1 || term < 1 || commands.isEmpty()) {
            throw new IllegalArgumentException(
                    "log entry " + index + " of term " + term + " with " + commands.size() + " commands");
        }
        commands = List.copyOf(commands);
    }

    /** The place only: commands hold users' values, which never go to a log. */
    @Override
    public String toString() {
        return "LogEntry[index=" + index + ", term=" + term + ", commands=" + commands.size() + "]";
    }
}
