package io.cfguardian.architecture.bad.app;

import io.cfguardian.architecture.bad.http.Routes;

/** A use case may not know who calls it. */
public final class UsesHttp {
    Routes reach(Routes other) {
        return other;
    }
}
