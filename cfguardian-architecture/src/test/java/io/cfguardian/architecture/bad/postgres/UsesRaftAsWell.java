package io.cfguardian.architecture.bad.postgres;

import io.cfguardian.architecture.bad.raft.Node;

/** An adapter may not know another. */
public final class UsesRaftAsWell {
    Node reach(Node other) {
        return other;
    }
}
