package io.cfguardian.architecture.bad.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Asks the machine for the time. */
@SuppressWarnings("all")
public final class TellsTheTime {
    Instant instant() {
        return Instant.now();
    }

    long wall() {
        return System.currentTimeMillis();
    }

    long monotonic() {
        return System.nanoTime();
    }

    Instant clock(Clock clock) {
        return clock.instant();
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
