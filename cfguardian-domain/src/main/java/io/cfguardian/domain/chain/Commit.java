package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import java.time.Instant;
import java.util.List;

/**
 * One entry of the journal: who did what, when, and how it follows from the entry before.
 *
 * @param revision its position, dense from 1
 * @param time its log time, in milliseconds, never before the previous commit's
 * @param author who asked for it
 * @param requestId under which id
 * @param events what it did, at least one
 * @param previous the hash of the commit before, {@link Hash#ZERO} for the first
 * @param hash the SHA-256 of everything above, see {@link ChainBytes}
 */
public record Commit(
        Revision revision,
        Instant time,
        Principal author,
        RequestId requestId,
        List<Event> events,
        Hash previous,
        Hash hash) {

    public Commit {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a commit has at least one event, revision " + revision);
        }
    }

    /** The commit that appends {@code events} to the chain that ends in {@code previous}; its hash is computed. */
    public static Commit append(Stamp stamp, RequestId requestId, List<Event> events, Hash previous) {
        Hash hash = ChainBytes.of(stamp, requestId, events, previous).sha256();
        return new Commit(stamp.revision(), stamp.time(), stamp.author(), requestId, events, previous, hash);
    }

    /** When and by whom. */
    public Stamp stamp() {
        return new Stamp(revision, time, author);
    }

    /** The bytes that the hash covers: all other fields. */
    public Bytes covered() {
        return ChainBytes.of(stamp(), requestId, events, previous);
    }

    /** Whether the hash is that of the other fields. A journal is intact when this holds and each commit names the hash of the one before. */
    public boolean isIntact() {
        return hash.equals(covered().sha256());
    }
}
