package io.cfguardian.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cfguardian.faults.measure.Prober.Seen;
import io.cfguardian.faults.rig.RigFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProberTest {

    private static final byte[] BODY = "{\"status\":\"...\"}".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(150);
    private HttpServer node;

    @BeforeEach
    void listen() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/ready", this::answer);
        node.start();
    }

    /** Every fourth time it is not ready; every other time in chunks. */
    private void answer(HttpExchange exchange) throws IOException {
        int turn = asked.incrementAndGet();
        boolean inChunks = turn % 2 == 0;
        exchange.sendResponseHeaders(turn % 4 == 0 ? 503 : 200, inChunks ? 0 : BODY.length);
        try (var body = exchange.getResponseBody()) {
            body.write(BODY);
        }
        enough.countDown();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + node.getAddress().getPort());
    }

    @Test
    void itCountsWhatItIsToldAndHowLongThatTook() throws InterruptedException {
        Prober prober = Prober.start(address());
        assertThat(enough.await(1, TimeUnit.MINUTES)).isTrue();
        Seen seen = prober.end();
        // The first of them are not counted.
        assertThat(seen.count()).isGreaterThan(90).isLessThan(asked.get());
        assertThat(seen.notReady()).isBetween(seen.count() / 4 - 1, seen.count() / 4 + 1);
        assertThat(seen.millis(.5)).isPositive().isLessThanOrEqualTo(seen.millis(1));
    }

    @Test
    void whereNobodyAnswersItSaysSo() {
        URI nobody = address();
        node.stop(0);
        Prober prober = Prober.start(nobody);
        assertThatThrownBy(prober::end).isInstanceOf(RigFailure.class).hasMessageContaining("could not be probed");
    }
}
