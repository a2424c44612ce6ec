package io.cfguardian.http.quota;

import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Bucket4j on Redis: a bucket's state is read, and replaced if nobody else has meanwhile. */
final class RedisSwapping extends AbstractCompareAndSwapBasedProxyManager<byte[]> {

    private static final byte[] REPLACE_IF_UNCHANGED = """
            if redis.call('get', KEYS[1]) == ARGV[1] then
              redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
              return 1
            end
            return 0
            """.getBytes(StandardCharsets.US_ASCII);

    private final RedisClient redis;
    private final ClientSideConfig config;

    RedisSwapping(RedisClient redis, ClientSideConfig config) {
        super(config);
        this.redis = redis;
        this.config = config;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(byte[] key) {
        return new CompareAndSwapOperation() {
            @Override
            public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
                return Optional.ofNullable(redis.get(key));
            }

            @Override
            public boolean compareAndSwap(
                    byte @Nullable [] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
                long millis = millisToLive(state);
                if (before == null) {
                    return redis.set(key, after, SetParams.setParams().nx().px(millis)) != null;
                }
                byte[] expiry = Long.toString(millis).getBytes(StandardCharsets.US_ASCII);
                return Long.valueOf(1)
                        .equals(redis.eval(REPLACE_IF_UNCHANGED, List.of(key), List.of(before, after, expiry)));
            }
        };
    }

    private long millisToLive(RemoteBucketState state) {
        return config.getExpirationAfterWriteStrategy()
                .orElseThrow()
                .calculateTimeToLiveMillis(state, currentTimeNanos());
    }

    @Override
    public boolean isExpireAfterWriteSupported() {
        return true;
    }

    @Override
    public void removeProxy(byte[] key) {
        redis.del(key);
    }

    @Override
    public boolean isAsyncModeSupported() {
        return false;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(byte[] key) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected CompletableFuture<Void> removeAsync(byte[] key) {
        throw new UnsupportedOperationException();
    }
}
