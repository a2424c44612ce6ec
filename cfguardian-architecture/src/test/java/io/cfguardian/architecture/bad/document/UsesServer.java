package io.cfguardian.architecture.bad.document;

import io.cfguardian.architecture.bad.server.Thing;

/** Nothing may know the composition root. */
public final class UsesServer {
    Thing reach(Thing other) {
        return other;
    }
}
