package io.cfguardian.raft.consensus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a consensus node needs to know to run. Start with {@link #of} and change what differs.
 *
 * @param clusterId names the cluster; members of different clusters never talk to each other. Letters, digits and {@code _-}
 * @param self this node's own address; the port is bound on exactly this host
 * @param initialMembers the voters of a new cluster, the same list on each of them; empty on a node that joins an existing
 *     cluster; ignored once the node has data
 * @param dataDirectory holds the log, the term and vote, and the snapshots; belongs to this node alone. Its parts belong
 *     together: to reset a node delete all of it, never a part
 * @param electionTimeout how long a follower waits for a leader before it stands for election (up to half a second more, at
 *     random), 100 ms to one minute. The default of one second brings a new leader in 1.0 to 1.7 s after a crash; a node that
 *     stalls for longer causes a needless election, which is safe and costs as much again. Three to five seconds suit members
 *     in different zones or disks whose fsync takes 50 ms and more.
 * @param limits what bounds memory
 * @param snapshots when snapshots are taken
 * @param stopTimeout how long {@link ConsensusNode#close()} may take, above zero
 * @param channel how members speak to each other, the same on each of them
 */
public record ConsensusSettings(
        String clusterId,
        MemberAddress self,
        List<MemberAddress> initialMembers,
        Path dataDirectory,
        Duration electionTimeout,
        Limits limits,
        SnapshotPolicy snapshots,
        Duration stopTimeout,
        ChannelPolicy channel) {

    private static final int MIB = 1 << 20;

    public ConsensusSettings {
        Objects.requireNonNull(clusterId, "clusterId");
        Objects.requireNonNull(self, "self");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(electionTimeout, "electionTimeout");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(snapshots, "snapshots");
        Objects.requireNonNull(stopTimeout, "stopTimeout");
        Objects.requireNonNull(channel, "channel");
        initialMembers = List.copyOf(initialMembers);
        // JRaft takes a group name of this form only
        if (!clusterId.matches("[a-zA-Z][a-zA-Z0-9_-]{0,63}")) {
            throw new IllegalArgumentException(
                    "cluster id is \"" + clusterId + "\", expected a letter, then letters, digits, _ or -");
        }
        if (initialMembers.stream().distinct().count() != initialMembers.size()) {
            throw new IllegalArgumentException("initial members name one twice: " + initialMembers);
        }
        if (!initialMembers.isEmpty() && !initialMembers.contains(self)) {
            throw new IllegalArgumentException("initial members " + initialMembers + " are without this node, " + self);
        }
        requireBetween("election timeout", electionTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        requireBetween("stop timeout", stopTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    }

    /** The defaults for a node of a cluster. */
    public static ConsensusSettings of(
            String clusterId,
            MemberAddress self,
            List<MemberAddress> initialMembers,
            Path dataDirectory,
            ChannelPolicy channel) {
        return new ConsensusSettings(
                clusterId,
                self,
                initialMembers,
                dataDirectory,
                Duration.ofSeconds(1),
                Limits.defaults(),
                SnapshotPolicy.defaults(),
                Duration.ofSeconds(10),
                channel);
    }

    public ConsensusSettings withElectionTimeout(Duration timeout) {
        return new ConsensusSettings(
                clusterId, self, initialMembers, dataDirectory, timeout, limits, snapshots, stopTimeout, channel);
    }

    public ConsensusSettings withLimits(Limits other) {
        return new ConsensusSettings(
                clusterId,
                self,
                initialMembers,
                dataDirectory,
                electionTimeout,
                other,
                snapshots,
                stopTimeout,
                channel);
    }

    public ConsensusSettings withSnapshots(SnapshotPolicy other) {
        return new ConsensusSettings(
                clusterId, self, initialMembers, dataDirectory, electionTimeout, limits, other, stopTimeout, channel);
    }

    public ConsensusSettings withChannel(ChannelPolicy other) {
        return new ConsensusSettings(
                clusterId, self, initialMembers, dataDirectory, electionTimeout, limits, snapshots, stopTimeout, other);
    }

    public ConsensusSettings withStopTimeout(Duration timeout) {
        return new ConsensusSettings(
                clusterId, self, initialMembers, dataDirectory, electionTimeout, limits, snapshots, timeout, channel);
    }

    private static void requireBetween(String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + min + " to " + max);
        }
    }

    /**
     * What bounds memory.
     *
     * @param commandBytesMax the largest command, 1 KiB to 15 MiB. A command above {@code entryBytesMax} gets an entry of its own
     * @param entryBytesMax how far small commands are gathered into one entry, 1 KiB to 1 MiB. Entries of several MiB in a
     *     replication pipeline overflow the channel's write buffers and stall heartbeats, so gathering stops well below
     * @param inFlightBytesMax bytes of commands that were proposed here and are not settled, at least {@code commandBytesMax};
     *     counted once for what this node's callers propose and once for what it appends as leader
     * @param inFlightCountMax the same as a count, at least 1
     * @param waitingReadersMax readers that wait for a read point or an applied index, at least 1
     */
    public record Limits(
            int commandBytesMax,
            int entryBytesMax,
            long inFlightBytesMax,
            int inFlightCountMax,
            int waitingReadersMax) {
        public Limits {
            requireBetween("commandBytesMax", commandBytesMax, 1 << 10, 15 * MIB);
            requireBetween("entryBytesMax", entryBytesMax, 1 << 10, MIB);
            requireBetween("inFlightBytesMax", inFlightBytesMax, commandBytesMax, Long.MAX_VALUE);
            requireBetween("inFlightCountMax", inFlightCountMax, 1, Integer.MAX_VALUE);
            requireBetween("waitingReadersMax", waitingReadersMax, 1, Integer.MAX_VALUE);
        }

        /** 11 MiB commands, 512 KiB entries, 64 MiB and 10,000 proposals in flight, 20,000 waiting readers. */
        public static Limits defaults() {
            return new Limits(11 * MIB, 512 << 10, 64L * MIB, 10_000, 20_000);
        }

        private static void requireBetween(String what, long value, long min, long max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(what + " is " + value + ", expected " + min + " to " + max);
            }
        }
    }

    /**
     * When snapshots are taken, and how fast they travel.
     *
     * @param interval one is taken this often if anything was applied since, 1 s to 20 days, whole seconds. Must be much longer than an
     *     install takes, or a wiped member never catches up
     * @param logBytes one is also taken when so many bytes of commands were applied since the last, at least 64 KiB; it bounds the
     *     log that a restart replays
     * @param copyBytesPerSecond how fast this node serves or fetches a snapshot, at least 1 MiB
     */
    public record SnapshotPolicy(Duration interval, long logBytes, long copyBytesPerSecond) {
        public SnapshotPolicy {
            Objects.requireNonNull(interval, "interval");
            ConsensusSettings.requireBetween("snapshot interval", interval, Duration.ofSeconds(1), Duration.ofDays(20));
            if (logBytes < 64 << 10) {
                throw new IllegalArgumentException("snapshot log bytes are " + logBytes + ", expected 64 KiB or more");
            }
            if (copyBytesPerSecond < MIB) {
                throw new IllegalArgumentException(
                        "snapshot copy bytes per second are " + copyBytesPerSecond + ", expected 1 MiB or more");
            }
        }

        /** Every 30 minutes, every 256 MiB of log, at 64 MiB per second. */
        public static SnapshotPolicy defaults() {
            return new SnapshotPolicy(Duration.ofMinutes(30), 256L * MIB, 64L * MIB);
        }
    }
}
