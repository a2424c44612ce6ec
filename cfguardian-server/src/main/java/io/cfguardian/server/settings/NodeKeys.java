package io.cfguardian.server.settings;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.server.settings.Settings.LogFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about one node: its name and place, its store, its log; parts of {@link Keys#ALL}. */
final class NodeKeys {

    static final Key<String> NODE_ID = new Key<>(
            "node.id",
            Kind.matching("text", Member.ID, "1 to 63 characters of a-z, 0-9 and inner hyphens"),
            "node-1",
            "This node's name in the cluster. Never give it to another node.");
    static final Key<Path> NODE_DATA = new Key<>(
            "node.data",
            Kind.path(),
            "data",
            "The directory of this node's log, state and snapshots. Made when absent. Never shared, never emptied in part.");
    static final Key<Duration> NODE_DRAIN_TIME = new Key<>(
            "node.drain-time",
            Kind.duration("0ms", "10m"),
            "0s",
            "How long an orderly stop goes on serving while /ready says no, so that load balancers send clients elsewhere. As long as they take to notice.");
    static final Key<Duration> NODE_STOP_TIMEOUT = new Key<>(
            "node.stop-timeout",
            Kind.duration("1s", "10m"),
            "20s",
            "How long an orderly stop may take after that before the process ends anyway.");
    static final Key<Long> NODE_DISK_RESERVE = new Key<>(
            "node.disk-reserve",
            Kind.bytes("16MiB", "1024GiB"),
            "256MiB",
            "With less room on its disk, a node is not ready and gives leadership away; with too few nodes that have more, writes are refused. Reading and deleting go on.");
    static final Key<Long> NODE_BALLAST = new Key<>(
            "node.ballast",
            Kind.bytes("0B", "16GiB"),
            "64MiB",
            "Size of a file in node.data that a node removes when its disk is full, so that it can stop in order and start again; 0B for none.");
    static final Key<Integer> NODE_READY_LAG = new Key<>(
            "node.ready-lag",
            Kind.integer(1, 1_000_000_000),
            "1000",
            "How many entries of the Raft log a node may be behind what its leader has committed and still be ready. Under load an entry holds many writes.");
    static final Key<Long> STORE_CACHE_BYTES = new Key<>(
            "store.cache-bytes",
            Kind.bytes("1MiB", "1024GiB"),
            "64MiB",
            "Data of the store that is kept in memory, beside the Java heap.");
    static final Key<Long> STORE_MEMTABLE_BYTES = new Key<>(
            "store.memtable-bytes",
            Kind.bytes("1MiB", "16GiB"),
            "32MiB",
            "Changes that are kept in memory before they go to a file, beside the Java heap. A node applies them again after a crash.");
    static final Key<Duration> STORE_SCRUB_INTERVAL = new Key<>(
            "store.scrub-interval",
            Kind.duration("1m", "365d"),
            "1d",
            "How often a node reads all its files again, slowly, and checks them against their checksums. A damaged one stops it.");
    static final Key<LogFormat> LOG_FORMAT =
            new Key<>("log.format", Kind.choice(LogFormat.class), "text", "How a line of the log looks.");
    static final Key<LogLevel> LOG_LEVEL = new Key<>(
            "log.level",
            Kind.choice(LogLevel.class),
            "info",
            "The least important thing that is logged. Libraries log their warnings only, unless it is debug or trace.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            NODE_ID,
            NODE_DATA,
            NODE_DRAIN_TIME,
            NODE_STOP_TIMEOUT,
            NODE_DISK_RESERVE,
            NODE_BALLAST,
            NODE_READY_LAG,
            STORE_CACHE_BYTES,
            STORE_MEMTABLE_BYTES,
            STORE_SCRUB_INTERVAL,
            LOG_FORMAT,
            LOG_LEVEL);

    private NodeKeys() {}
}
