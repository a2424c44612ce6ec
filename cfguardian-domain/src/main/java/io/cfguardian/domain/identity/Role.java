package io.cfguardian.domain.identity;

/** What a member may do in a project or in one of its environments; each role may do what the ones before it may. */
public enum Role {
    /** Reads configs, schemas, history and commits. */
    VIEWER,
    /** Changes configs. */
    EDITOR,
    /** Changes schemas, environments, the project, its members and its service tokens. */
    ADMIN
}
