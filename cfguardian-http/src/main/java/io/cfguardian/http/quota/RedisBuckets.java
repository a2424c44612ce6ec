package io.cfguardian.http.quota;

import io.cfguardian.http.quota.Sharing.InRedis;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Buckets in Redis. Each question is asked on a virtual thread of its own and given up after {@value #PATIENCE_MILLIS} ms,
 * whatever it waits for: a name to be resolved, a connection, an answer.
 */
final class RedisBuckets implements RemoteBuckets {

    private static final int PATIENCE_MILLIS = 50;
    private static final int CONNECTIONS_MAX = 16;

    /** A bucket is gone from Redis this long after it is full again. */
    private static final Duration KEPT_FULL = Duration.ofSeconds(10);

    private final RedisClient redis;
    private final ProxyManager<byte[]> buckets;
    private final String prefix;
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rate-limit-", 0).factory());

    /** Buckets of a Redis that need not be there yet. */
    RedisBuckets(InRedis sharing) {
        this.redis = client(sharing.url());
        this.buckets = new RedisSwapping(
                redis,
                ClientSideConfig.getDefault()
                        .withRequestTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                        .withExpirationAfterWriteStrategy(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL)));
        this.prefix = "cfguardian:" + sharing.cluster() + ":rate:";
    }

    private static RedisClient client(URI url) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS_MAX);
        pool.setMaxIdle(CONNECTIONS_MAX);
        pool.setMaxWait(Duration.ofMillis(PATIENCE_MILLIS));
        pool.setJmxEnabled(false);
        SSLParameters names = new SSLParameters();
        names.setEndpointIdentificationAlgorithm("HTTPS");
        return RedisClient.builder()
                .hostAndPort(url.getHost(), url.getPort() < 0 ? Protocol.DEFAULT_PORT : url.getPort())
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis(PATIENCE_MILLIS)
                        .user(JedisURIHelper.getUser(url))
                        .password(JedisURIHelper.getPassword(url))
                        .database(JedisURIHelper.getDBIndex(url))
                        .ssl(JedisURIHelper.isRedisSSLScheme(url))
                        .sslParameters(names)
                        .clientName("cfguardian")
                        .build())
                .poolConfig(pool)
                .build();
    }

    @Override
    public Standing take(Quota quota, Rate rate, String key) throws BucketsAway {
        // The rate is part of the name, so that another rate begins with a bucket of its own.
        String name = prefix + quota.slug() + ":" + rate.requests() + "/"
                + rate.window().toSeconds() + ":" + key;
        ConsumptionProbe probe =
                ask(() -> buckets.getProxy(name.getBytes(StandardCharsets.UTF_8), () -> configuration(rate))
                        .tryConsumeAndReturnRemaining(1));
        return Standing.from(quota, rate, probe);
    }

    private static BucketConfiguration configuration(Rate rate) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.window()))
                .build();
    }

    @Override
    public void ping() throws BucketsAway {
        var unused = ask(redis::ping);
    }

    private <T> T ask(Callable<T> question) throws BucketsAway {
        Future<T> answer = asking.submit(question);
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BucketsAway(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new BucketsAway(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new BucketsAway(e);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
        redis.close();
    }
}
