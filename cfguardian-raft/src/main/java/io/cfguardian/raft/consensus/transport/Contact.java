package io.cfguardian.raft.consensus.transport;

/**
 * When a member was last spoken to and last heard of. Times are of {@link System#nanoTime()}.
 *
 * @param askedNanos when something was last sent, or tried to be sent, to it
 * @param heardNanos when it last answered, meaningful only if {@code heard}
 * @param heard whether it ever answered
 * @param lastLogIndex the end of its log as it last told, -1 if it never did
 */
public record Contact(long askedNanos, long heardNanos, boolean heard, long lastLogIndex) {

    static final long NO_INDEX = -1;

    static Contact firstAsked(long now) {
        return new Contact(now, 0, false, NO_INDEX);
    }

    Contact asked(long now) {
        return new Contact(now, heardNanos, heard, lastLogIndex);
    }

    Contact heard(long now, long toldLogIndex) {
        return new Contact(askedNanos, now, true, toldLogIndex == NO_INDEX ? lastLogIndex : toldLogIndex);
    }
}
