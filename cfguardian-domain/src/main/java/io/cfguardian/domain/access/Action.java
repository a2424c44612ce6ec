package io.cfguardian.domain.access;

/** What an actor can want to do. */
public enum Action {
    /** Look after the own account. */
    OWN,
    /** Know that a project is there: its own fields and its schemas. A role in one environment is enough. */
    SEE,
    /** See documents, history and commits. */
    READ,
    /** Change configs. */
    EDIT,
    /** Change schemas, environments, members, service tokens and the project itself. */
    ADMINISTER,
    /** Make projects; see and change users and the cluster. */
    OPERATE
}
