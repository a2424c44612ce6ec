package io.cfguardian.app.read;

/** Who said where to look for what was asked. */
public enum Source {
    /** The projection to a database. */
    INDEX,
    /** The node's own store, gone through. */
    STORE
}
