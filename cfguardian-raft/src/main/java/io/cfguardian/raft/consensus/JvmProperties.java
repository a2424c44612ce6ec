package io.cfguardian.raft.consensus;

import java.security.Security;
import java.util.Map;

/**
 * Properties of the JVM that JRaft, Bolt and Netty read once, when their classes are loaded. {@link #set()} must therefore come before
 * the first use of any of them; {@link ConsensusNode#start} calls it too, but a program with other users of Netty calls it first
 * thing in {@code main}. A property given on the command line is left as it is.
 */
public final class JvmProperties {

    /** So much of a snapshot is asked for at once. */
    static final int SNAPSHOT_PART_BYTES = 1 << 20;

    private static final Map<String, String> SYSTEM = Map.ofEntries(
            // a full pool here ends a replicator's heartbeats for ever (sofa-jraft #1274); its queue has no room
            Map.entry("jraft.rpc.closure.threadpool.size.max", "512"),
            Map.entry("jraft.closure.threadpool.size.max", "256"),
            Map.entry("jraft.internal.closure.threadpool.size.max", "256"),
            // more than twice the largest frame, so that one large entry does not make a channel refuse heartbeats
            // (#847)
            Map.entry("bolt.channel_write_buf_low_water_mark", Integer.toString(16 << 20)),
            Map.entry("bolt.channel_write_buf_high_water_mark", Integer.toString(40 << 20)),
            // the order of pipelined entries is kept only when they are dispatched one by one
            Map.entry("bolt.rpc.dispatch-msg-list-in-default-executor", "false"),
            Map.entry("bolt.netty.epoll.switch", "false"),
            Map.entry("bolt.tp.min", "2"),
            // plenty for the messages of a few members: chunks of 1 MiB rather than 4, in two arenas rather than two a
            // processor
            Map.entry("io.netty.allocator.maxOrder", "7"),
            Map.entry("io.netty.allocator.numDirectArenas", "2"),
            // Bolt's logging otherwise writes files below the user's home and clashes with newer Logback
            Map.entry("sofa.middleware.log.disable", "true"),
            // and would print that it is off
            Map.entry("sofa.middleware.log.internal.level", "ERROR"),
            // a round of its own is cheap to repeat, and the default of 2 s outlasts a fail-over
            Map.entry("jraft.read-index.timeout", "1000"),
            // a part of a snapshot is read into a buffer that grows by so much: by 1 KiB, the default, the leader
            // copies
            // half a gigabyte for each megabyte
            Map.entry("jraft.byte_buf.size", Integer.toString(SNAPSHOT_PART_BYTES)),
            // what is sent to followers is copied into buffers that JRaft keeps, up to 256 for each thread that sends:
            // with documents of 16 KiB a leader held 200 MiB of them, where a new one costs next to nothing
            Map.entry("jraft.max_collector_size_per_thread", "0"),
            // JRaft's generated messages are of an old protoc; only authenticated members reach their parser
            Map.entry("com.google.protobuf.use_unsafe_pre22_gencode", "true"));

    private static final Map<String, String> SECURITY = Map.of(
            // members are reconnected by name: a moved member must be found within seconds
            "networkaddress.cache.ttl", "5",
            "networkaddress.cache.negative.ttl", "1");

    private JvmProperties() {}

    /** Sets what is not set yet. May be called any number of times. */
    public static void set() {
        SYSTEM.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        SECURITY.forEach((name, value) -> {
            if (Security.getProperty(name) == null || name.endsWith("negative.ttl")) {
                Security.setProperty(name, value);
            }
        });
    }
}
