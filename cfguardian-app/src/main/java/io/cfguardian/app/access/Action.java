package io.cfguardian.app.access;

/** What a caller can want to do, from the least to the most. */
public enum Action {
    /** See documents, history and commits. */
    READ,
    /** Change configs. */
    EDIT,
    /** Change schemas, environments and the project itself. */
    ADMINISTER,
    /** Make projects; see and change the cluster. */
    OPERATE
}
