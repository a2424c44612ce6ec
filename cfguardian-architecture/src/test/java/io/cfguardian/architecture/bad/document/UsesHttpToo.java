package io.cfguardian.architecture.bad.document;

import io.cfguardian.architecture.bad.http.Routes;

/** An adapter may not know another. */
public final class UsesHttpToo {
    Routes reach(Routes other) {
        return other;
    }
}
