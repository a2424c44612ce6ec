package io.cfguardian.http.quota;

import io.cfguardian.http.quota.Standing.Exceeded;
import java.io.Closeable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and says which are too many. Used by many threads. */
public final class RateLimits implements Closeable {

    private final Rates rates;
    private final LocalBuckets local;
    private final Map<Quota, LongAdder> exceeded = new EnumMap<>(Quota.class);

    /** Limits that this node keeps by itself. */
    public RateLimits(Rates rates) {
        this.rates = rates;
        this.local = new LocalBuckets(rates);
        for (Quota quota : Quota.values()) {
            exceeded.put(quota, new LongAdder());
        }
    }

    /** Counts one request of {@code key}; empty when the quota has no limit. */
    public Optional<Standing> count(Quota quota, String key) {
        Rate rate = rates.of(quota);
        if (rate.isOff()) {
            return Optional.empty();
        }
        Standing standing = local.take(quota, rate, key);
        if (standing instanceof Exceeded) {
            adder(quota).increment();
        }
        return Optional.of(standing);
    }

    /** How many requests were too many since the start. */
    public long exceeded(Quota quota) {
        return adder(quota).sum();
    }

    private LongAdder adder(Quota quota) {
        LongAdder adder = exceeded.get(quota);
        if (adder == null) {
            throw new IllegalStateException("no counter of " + quota);
        }
        return adder;
    }

    @Override
    public void close() {
        local.close();
    }
}
