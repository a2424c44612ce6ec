package io.cfguardian.domain.key;

/** Parts of the cluster's own state that have no names of their own. */
public enum ClusterPart implements Subject {
    /** Which nodes there are. */
    ROSTER,
    /** What the log and the state may hold. */
    FORMAT
}
