package io.cfguardian.raft.machine;

import io.cfguardian.raft.consensus.ChannelPolicy;
import io.cfguardian.raft.consensus.ConsensusSettings;
import io.cfguardian.raft.consensus.ConsensusSettings.Limits;
import io.cfguardian.raft.consensus.ConsensusSettings.SnapshotPolicy;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a node needs to know to take part.
 *
 * @param clusterId the same on every node; a letter, then up to 63 letters, digits, {@code _} and {@code -}
 * @param self the id of this node, one of {@code members}
 * @param members the nodes that the cluster begins with, the same list on each of them; just this node on one that joins
 * @param beginning what this node does when it has no data
 * @param data the directory that is this node's alone; the log goes to {@code raft} in it, the store to {@code state}
 * @param channel how nodes speak to each other
 * @param tuning the rest
 */
public record RaftNodeSettings(
        String clusterId,
        String self,
        List<Member> members,
        Beginning beginning,
        Path data,
        ChannelPolicy channel,
        Tuning tuning) {

    /** A transaction's documents have 8 MiB at most, and a YAML one carries its JSON beside its text. */
    private static final int COMMAND_BYTES_MAX = 15 << 20;

    private static final int ENTRY_BYTES_MAX = 512 << 10;
    private static final int PROPOSALS_MAX = 10_000;
    private static final int WAITING_READERS_MAX = 20_000;
    private static final long SNAPSHOT_BYTES_PER_SECOND = 64L << 20;

    public RaftNodeSettings {
        members = List.copyOf(members);
        long own = members.stream().filter(member -> member.id().equals(self)).count();
        if (own != 1) {
            throw new IllegalArgumentException("this node, " + self + ", must be named once among " + members);
        }
    }

    /** A node with the defaults. */
    public static RaftNodeSettings of(
            String clusterId, String self, List<Member> members, Path data, ChannelPolicy channel) {
        return new RaftNodeSettings(clusterId, self, members, Beginning.FOUND, data, channel, Tuning.defaults());
    }

    /** What a node does that has no data. */
    public enum Beginning {
        /** It founds the cluster, together with the other members. */
        FOUND,
        /** It waits until the cluster adds it. */
        JOIN
    }

    /**
     * A node of the cluster.
     *
     * @param id its name
     * @param raft where the others reach it; the same text on every node, for ever
     * @param http where clients reach it, host:port
     */
    public record Member(String id, MemberAddress raft, String http) {}

    /**
     * What differs between a laptop and a server.
     *
     * @param electionTimeout without word from the leader for so long, a node asks to be elected; 100 ms to a minute
     * @param snapshotInterval between two snapshots; whole seconds
     * @param snapshotLogBytes of log between two snapshots; 64 KiB or more
     * @param inFlightBytes of commands proposed here and not answered; where it is less than the largest command, 15 MiB, that counts
     * @param stopTimeout how long {@link RaftNode#close} may take
     * @param blockCacheBytes of the store's files that are kept in memory; 1 MiB or more
     * @param memtableBytes of applied changes that are in memory only, and are applied again after a crash; 1 MiB or more
     * @param diskReserveBytes with less room on its disk, the node is not ready
     * @param ballastBytes of a file to remove when the disk is full; 0 for none
     * @param scrubInterval between two rounds of reading all files again
     * @param readyLagEntries of the log that the node may be behind its leader and still be ready
     */
    public record Tuning(
            Duration electionTimeout,
            Duration snapshotInterval,
            long snapshotLogBytes,
            long inFlightBytes,
            Duration stopTimeout,
            long blockCacheBytes,
            long memtableBytes,
            long diskReserveBytes,
            long ballastBytes,
            Duration scrubInterval,
            long readyLagEntries) {

        /** 1 s; 30 min or 256 MiB; 64 MiB; 10 s; 64 MiB and 32 MiB; 256 MiB and no ballast; a day; 1,000 entries. */
        public static Tuning defaults() {
            return new Tuning(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(30),
                    256L << 20,
                    64L << 20,
                    Duration.ofSeconds(10),
                    64L << 20,
                    32L << 20,
                    256L << 20,
                    0,
                    Duration.ofDays(1),
                    1_000);
        }
    }

    Member own() {
        return members.stream()
                .filter(member -> member.id().equals(self))
                .findFirst()
                .orElseThrow();
    }

    /** What belongs to consensus. */
    Path raft() {
        return data.resolve("raft");
    }

    StoreSettings store() {
        return new StoreSettings(data.resolve("state"), tuning.blockCacheBytes(), tuning.memtableBytes());
    }

    ConsensusSettings consensus() {
        return new ConsensusSettings(
                clusterId,
                own().raft(),
                beginning == Beginning.JOIN
                        ? List.of()
                        : members.stream().map(Member::raft).toList(),
                raft(),
                tuning.electionTimeout(),
                new Limits(
                        COMMAND_BYTES_MAX,
                        ENTRY_BYTES_MAX,
                        Math.max(tuning.inFlightBytes(), COMMAND_BYTES_MAX),
                        PROPOSALS_MAX,
                        WAITING_READERS_MAX),
                new SnapshotPolicy(tuning.snapshotInterval(), tuning.snapshotLogBytes(), SNAPSHOT_BYTES_PER_SECOND),
                tuning.stopTimeout(),
                channel);
    }
}
