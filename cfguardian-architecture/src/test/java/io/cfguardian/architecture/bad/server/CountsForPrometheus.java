package io.cfguardian.architecture.bad.server;

import io.prometheus.client.Counter;

/** Counts past the module that is for it. */
public final class CountsForPrometheus {
    void count(Counter counter) {
        counter.inc();
    }
}
