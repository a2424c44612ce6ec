package io.cfguardian.architecture.bad.raft;

import io.cfguardian.architecture.bad.document.Parser;

/** An adapter may not know another. */
public final class UsesDocument {
    Parser reach(Parser other) {
        return other;
    }
}
