package io.cfguardian.architecture.bad.document;

import io.cfguardian.architecture.bad.testkit.Thing;

/** The program may not know its tests. */
public final class UsesTestkit {
    Thing reach(Thing other) {
        return other;
    }
}
