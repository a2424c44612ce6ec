package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.RealRedis;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.guard.AllowedHosts;
import io.cfguardian.http.guard.CrossOrigins;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.guard.Network;
import io.cfguardian.http.guard.TrustedProxies;
import io.cfguardian.http.quota.Rate;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.quota.Rates;
import io.cfguardian.http.quota.Sharing.InRedis;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Two nodes that count together in a real Redis, which is killed, frozen and started again. */
class SharedLimitsIT {

    private static final int ALLOWED = 10;

    /** What comes back of the allowance of a minute while a test runs for some seconds. */
    private static final int REFILLED = 2;

    private final RealRedis redis = new RealRedis();
    private TestNode one = TestNode.start();
    private TestNode other = TestNode.start();

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private void startNodes() {
        one.close();
        other.close();
        Rate off = Rate.perMinute(0);
        HttpSettings settings = TestNode.settings()
                .with(new Exposure(
                        new TrustedProxies(List.of(Network.parse("127.0.0.1"))), AllowedHosts.ANY, CrossOrigins.NONE))
                .with(new RateSettings(
                        new Rates(Rate.perMinute(ALLOWED), off, off, off, off), new InRedis(redis.url(), "test")));
        one = new TestNode(settings);
        other = new TestNode(settings);
    }

    private static int status(TestNode node, String client) throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            return http.send("GET /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + client
                            + "\r\nAuthorization: Bearer " + TestNode.TOKEN + "\r\n\r\n")
                    .receive("GET")
                    .status();
        }
    }

    private static int served(TestNode node, String client, int requests) throws IOException {
        int served = 0;
        for (int i = 0; i < requests; i++) {
            int status = status(node, client);
            assertThat(status).isIn(200, 429);
            served += status == 200 ? 1 : 0;
        }
        return served;
    }

    private long judgedAlone() {
        return one.rateLimits().judgedAlone() + other.rateLimits().judgedAlone();
    }

    /** Until both nodes ask the store in time: the first question is slow, and on a busy machine so are others. */
    private void warmUp() throws IOException {
        for (long before = -1; before != judgedAlone(); ) {
            before = judgedAlone();
            assertThat(status(one, "203.0.113.1")).isIn(200, 429);
            assertThat(status(other, "203.0.113.1")).isIn(200, 429);
        }
    }

    /** Both nodes count the requests of an address together; of another one where one of them could not ask in time. */
    private void assertOneAllowance() throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = judgedAlone();
            String client = "192.0.2." + (100 + attempt);
            int served = served(one, client, 6) + served(other, client, 20);
            if (judgedAlone() == before || attempt == 100) {
                assertAllowance(served);
                return;
            }
        }
    }

    private static void assertAllowance(int served) {
        assertThat(served).isBetween(ALLOWED, ALLOWED + REFILLED);
    }

    @Test
    void nodesThatShareAStoreGiveOneAllowanceTogether() throws IOException {
        redis.start();
        startNodes();
        warmUp();
        assertOneAllowance();
        try (RedisClient client = RedisClient.create(redis.url())) {
            String key = "cfguardian:test:rate:address:10/60:203.0.113.1";
            assertThat(client.keys("*"))
                    .contains(key)
                    .allMatch(name -> name.startsWith("cfguardian:test:rate:address:"));
            assertThat(client.pttl(key)).isBetween(1L, 75_000L);
        }
    }

    @Test
    void whileTheStoreIsAwayRequestsGoOnAndEachNodeKeepsItsLimits() throws Exception {
        redis.start();
        startNodes();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        AtomicLong slowestNanos = new AtomicLong();
        Queue<Object> wrong = new ConcurrentLinkedQueue<>();
        try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                String client = "198.51.100." + i;
                TestNode node = i % 2 == 0 ? one : other;
                load.execute(() -> {
                    while (!over.get()) {
                        long begin = System.nanoTime();
                        try {
                            int status = status(node, client);
                            answers.incrementAndGet();
                            if (status != 200 && status != 429) {
                                wrong.add(status);
                            }
                        } catch (IOException | RuntimeException e) {
                            wrong.add(e);
                        }
                        slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
                    }
                });
            }
            assertThat(served(one, "192.0.2.1", 4) + served(other, "192.0.2.1", 4))
                    .isEqualTo(8);

            redis.kill();
            // What was asked of a node before counts on it still.
            assertThat(served(one, "192.0.2.1", 20)).isBetween(ALLOWED - 4, ALLOWED - 4 + REFILLED);
            assertThat(served(other, "192.0.2.1", 20)).isBetween(ALLOWED - 4, ALLOWED - 4 + REFILLED);
            assertAllowance(served(one, "192.0.2.2", 30));
            assertAllowance(served(other, "192.0.2.2", 30));
            assertThat(one.rateLimits().areShared()).isFalse();
            assertThat(other.rateLimits().areShared()).isFalse();
            assertThat(one.rateLimits().judgedAlone()).isPositive();

            redis.start();
            await().until(() ->
                    one.rateLimits().areShared() && other.rateLimits().areShared());
            assertOneAllowance();
            over.set(true);
        } finally {
            over.set(true);
        }
        System.out.printf(
                "%d answers while Redis was killed and started again, the slowest after %d ms%n",
                answers.get(), TimeUnit.NANOSECONDS.toMillis(slowestNanos.get()));
        assertThat(wrong).isEmpty();
        assertThat(answers.get()).isGreaterThan(100);
    }

    @Test
    void aStoreThatDoesNotAnswerHoldsARequestUpForAMomentOnly() throws Exception {
        redis.start();
        startNodes();
        warmUp();
        long before = one.rateLimits().judgedAlone();
        redis.freeze();
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            assertThat(status(one, "192.0.2.1" + i)).isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(500);
        }
        assertThat(one.rateLimits().areShared()).isFalse();
        assertThat(one.rateLimits().judgedAlone() - before).isEqualTo(5);
        redis.thaw();
        await().until(() -> one.rateLimits().areShared());
        assertOneAllowance();
    }

    @Test
    void aStoreThatComesLaterIsUsedFromThenOn() throws Exception {
        startNodes();
        assertAllowance(served(one, "192.0.2.1", 30));
        redis.start();
        await().until(() -> one.rateLimits().areShared());
        assertOneAllowance();
    }
}
