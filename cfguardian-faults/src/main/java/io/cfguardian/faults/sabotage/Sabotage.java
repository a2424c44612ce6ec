package io.cfguardian.faults.sabotage;

import java.util.Locale;

/** What can be wrong with a program that looks right when nothing fails. */
public enum Sabotage {
    /** A linearizable read answers what the node has, without asking the others. */
    LOCAL_READ,
    /** A write is committed as soon as the leader alone has it. */
    EARLY_ACKNOWLEDGEMENT,
    /** One node leaves out the effect of a change every now and then. */
    SKIPPED_APPLY,
    /** A version is given twice. */
    REUSED_VERSION,
    /** A watch leaves out an event every now and then. */
    DROPPED_EVENT,
    /** A snapshot claims one entry more than it holds. */
    SHORT_SNAPSHOT,
    /** Nobody remembers that a request was done. */
    FORGOTTEN_REQUEST,
    /** What a write demands of the version is not looked at. */
    IGNORED_GUARD,
    /** The log is not made durable before it is acknowledged. */
    NO_SYNC,
    /** The disk says that it has what it has not (libeatmydata). */
    LYING_DISK;

    /** The name in commands and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
