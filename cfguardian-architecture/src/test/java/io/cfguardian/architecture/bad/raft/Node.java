package io.cfguardian.architecture.bad.raft;

/** Something of replication. */
public final class Node {}
