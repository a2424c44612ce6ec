package io.cfguardian.architecture.bad.telemetry;

import io.cfguardian.architecture.bad.http.Routes;

/** An adapter may not know another. */
public final class CountsByHttp {
    Routes count(Routes routes) {
        return routes;
    }
}
