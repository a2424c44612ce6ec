package io.cfguardian.domain.limit;

/**
 * A bound that deciding enforces. It is the same on every node, because a node that decided by its own setting would
 * part from the others; raising one is a change of the format level, not of a settings file.
 */
public enum Limit {
    /** Characters of a description. */
    DESCRIPTION_CHARS(1_024),
    /** Projects in the cluster. */
    PROJECTS(10_000),
    /** Environments in a project. */
    ENVIRONMENTS_PER_PROJECT(200),
    /** Schemas in a project. */
    SCHEMAS_PER_PROJECT(10_000),
    /** Live configs in an environment. */
    CONFIGS_PER_ENVIRONMENT(1_000_000),
    /** Operations and preconditions of one transaction, each. */
    OPERATIONS_PER_TRANSACTION(256),
    /** Bytes of all documents of one transaction. */
    DOCUMENT_BYTES_PER_TRANSACTION(8 << 20),
    /** Answers remembered for keys that clients chose; when all are younger than a day, further keyed writes wait. */
    REQUESTS_FROM_CLIENTS(10_000_000),
    /** Answers remembered for ids that nodes generated; beyond it the oldest go early. */
    REQUESTS_FROM_NODES(1_000_000),
    /** Users in the cluster, deleted ones included. */
    USERS(100_000),
    /** Members of a project, service tokens included. */
    MEMBERS_PER_PROJECT(2_000),
    /** Service tokens of a project. */
    TOKENS_PER_PROJECT(500),
    /** Sessions of a user; a further one ends the one that was refreshed longest ago. */
    SESSIONS_PER_USER(100),
    /** Signing keys; when all still verify, a further rotation waits. */
    SIGNING_KEYS(8),
    /** Security events; beyond it the oldest go early. */
    SECURITY_EVENTS(1_000_000),
    /** Nodes of the cluster, learners included. */
    NODES(15);

    private final long max;

    Limit(long max) {
        this.max = max;
    }

    /** The largest value that is still accepted. */
    public long max() {
        return max;
    }
}
