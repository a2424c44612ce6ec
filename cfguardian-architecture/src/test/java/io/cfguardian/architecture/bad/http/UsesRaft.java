package io.cfguardian.architecture.bad.http;

import io.cfguardian.architecture.bad.raft.Node;

/** An adapter may not know another. */
public final class UsesRaft {
    Node reach(Node other) {
        return other;
    }
}
