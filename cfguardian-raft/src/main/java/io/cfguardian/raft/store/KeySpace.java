package io.cfguardian.raft.store;

/** A part of the store with keys of its own: a RocksDB column family. {@link KeyLayout} says what the keys are. */
public enum KeySpace {
    /** The store's format, the applied index, the head. */
    META("meta"),
    /** Projects, environments, newest versions of schemas, and the identity state. */
    ENTITY("entity"),
    /** Newest versions of configs. */
    CONFIG("config"),
    /** All versions of schemas and configs, without their texts. */
    VERSION("version"),
    /** The texts of all versions. */
    DOCUMENT("document"),
    /** Commits by revision. */
    JOURNAL("journal"),
    /** Remembered answers by request id. */
    REQUEST("request"),
    /** The keys of {@link #REQUEST} in the order in which the answers were given. */
    REQUEST_BY_SEQUENCE("request-by-sequence");

    private final String columnFamily;

    KeySpace(String columnFamily) {
        this.columnFamily = columnFamily;
    }

    /** Its name in RocksDB and in backups; never changes. */
    public String columnFamily() {
        return columnFamily;
    }
}
