package io.cfguardian.http.quota;

import io.cfguardian.http.quota.Sharing.Alone;
import io.cfguardian.http.quota.Sharing.InRedis;
import io.cfguardian.http.quota.Standing.Exceeded;
import java.io.Closeable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests and says which are too many. What is shared is counted on this node as well, first: a sender that is too
 * fast for one node never reaches the shared buckets, and when they go away this node knows already who has asked how
 * often. Used by many threads.
 */
public final class RateLimits implements Closeable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Rates rates;
    private final LocalBuckets local;
    private final @Nullable SharedBuckets shared;
    private final Map<Quota, LongAdder> counted = new EnumMap<>(Quota.class);
    private final Map<Quota, LongAdder> exceeded = new EnumMap<>(Quota.class);

    /** Limits as they are set. A store to share that is not there yet is used as soon as it is. */
    public RateLimits(RateSettings settings) {
        this.rates = settings.rates();
        this.local = new LocalBuckets(rates);
        this.shared = switch (settings.sharing()) {
            case Alone.ALONE -> null;
            case InRedis redis -> new SharedBuckets(new RedisBuckets(redis), redis.toString(), LOOK_EVERY);
        };
        for (Quota quota : Quota.values()) {
            counted.put(quota, new LongAdder());
            exceeded.put(quota, new LongAdder());
        }
    }

    /** Counts one request of {@code key}; empty when the quota has no limit. Waits for a shared store, but not for long. */
    public Optional<Standing> count(Quota quota, String key) {
        Rate rate = rates.of(quota);
        if (rate.isOff()) {
            return Optional.empty();
        }
        adder(counted, quota).increment();
        Standing standing = local.take(quota, rate, key);
        if (shared != null && !(standing instanceof Exceeded)) {
            standing = shared.take(quota, rate, key).orElse(standing);
        }
        if (standing instanceof Exceeded) {
            adder(exceeded, quota).increment();
        }
        return Optional.of(standing);
    }

    /** How many requests were counted since the start, those that were too many among them. */
    public long counted(Quota quota) {
        return adder(counted, quota).sum();
    }

    /** How many requests were too many since the start. */
    public long exceeded(Quota quota) {
        return adder(exceeded, quota).sum();
    }

    /** Whether limits hold for all nodes together at present, not for each alone. */
    public boolean areShared() {
        return shared != null && !shared.areAway();
    }

    /** How many requests this node judged alone since the start because the shared store was away. */
    public long judgedAlone() {
        return shared == null ? 0 : shared.unanswered();
    }

    private static LongAdder adder(Map<Quota, LongAdder> adders, Quota quota) {
        LongAdder adder = adders.get(quota);
        if (adder == null) {
            throw new IllegalStateException("no counter of " + quota);
        }
        return adder;
    }

    @Override
    public void close() {
        local.close();
        if (shared != null) {
            shared.close();
        }
    }
}
