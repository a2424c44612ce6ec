package io.cfguardian.raft.consensus.transport;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Connections whose other side has not proved who it is. There is a bound on them: one more closes the oldest, because a member
 * proves itself in milliseconds and whoever only fills the port does not. Thread-safe.
 */
final class HalfOpen {

    private final int max;
    private final SequencedSet<Channel> channels = new LinkedHashSet<>();

    HalfOpen(int max) {
        this.max = max;
    }

    void add(Channel channel) {
        Optional<Channel> oldest = Optional.empty();
        synchronized (channels) {
            channels.add(channel);
            if (channels.size() > max) {
                oldest = Optional.of(channels.removeFirst());
            }
        }
        var unused = oldest.map(Channel::close);
    }

    void remove(Channel channel) {
        synchronized (channels) {
            channels.remove(channel);
        }
    }

    int count() {
        synchronized (channels) {
            return channels.size();
        }
    }
}
