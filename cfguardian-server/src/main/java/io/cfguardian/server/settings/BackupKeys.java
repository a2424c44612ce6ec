package io.cfguardian.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about the backups that a node takes by itself; parts of {@link Keys#ALL}. */
final class BackupKeys {

    static final Key<Path> DIRECTORY = new Key<>(
            "backup.directory",
            Kind.path(),
            null,
            "Where this node puts backups of the whole state that it takes by itself. Made when absent. Nodes may share it. Without it there"
                    + " are none.");
    static final Key<Duration> INTERVAL = new Key<>(
            "backup.interval", Kind.duration("1m", "365d"), "24h", "The time between two of this node's backups.");
    static final Key<Integer> KEEP = new Key<>(
            "backup.keep",
            Kind.integer(1, 10_000),
            "7",
            "How many of this node's backups are kept. Older ones are removed when a newer one is whole and proved.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(DIRECTORY, INTERVAL, KEEP);

    private BackupKeys() {}
}
