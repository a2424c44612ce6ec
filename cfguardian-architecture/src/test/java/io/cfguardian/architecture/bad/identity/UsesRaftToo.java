package io.cfguardian.architecture.bad.identity;

import io.cfguardian.architecture.bad.raft.Node;

/** An adapter may not know another. */
public final class UsesRaftToo {
    Node reach(Node other) {
        return other;
    }
}
