package io.cfguardian.architecture.bad.domain;

import io.cfguardian.architecture.bad.app.Port;

/** The domain may not know its users. */
public final class UsesApp {
    Port reach(Port other) {
        return other;
    }
}
