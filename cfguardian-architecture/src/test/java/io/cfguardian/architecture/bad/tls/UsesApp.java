package io.cfguardian.architecture.bad.tls;

import io.cfguardian.architecture.bad.app.Port;

/** Keys are no use case. */
public final class UsesApp {
    Port reach(Port other) {
        return other;
    }
}
