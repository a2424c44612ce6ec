package io.cfguardian.http.server;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.WATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.server.HttpSettings.PatienceSettings;
import io.cfguardian.http.server.HttpSettings.WatchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that are slow on purpose cost nobody but themselves. */
class SlowClientsIT {

    private static final String HEAD = "Host: localhost\r\nAuthorization: Bearer " + TestNode.TOKEN + "\r\n";

    /** Half of what a slow head is given: a read that had to wait for one of those would take longer. */
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private static HttpSettings impatient() {
        HttpSettings usual = TestNode.settings();
        return new HttpSettings(
                usual.host(),
                usual.port(),
                usual.connectionsMax(),
                usual.messages(),
                new PatienceSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 1_000),
                Duration.ofSeconds(1),
                new WatchSettings(10, 10, Duration.ofMillis(500)),
                usual.exposure(),
                usual.rates(),
                usual.transport());
    }

    @Test
    void twoThousandSlowBodiesAndHeadsDoNotStopARead() throws IOException {
        try (TestNode node = TestNode.start()) {
            Client client = new Client(node.port());
            Api.prepare(client);
            List<RawHttp> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 2_000; i++) {
                    String request = i % 2 == 0
                            ? "POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                                    + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                            : "GET /api/v1/projects HTTP/1.1\r\nX: ";
                    slow.add(new RawHttp(node.port()).send(request));
                }
                long begin = System.nanoTime();
                client.get("/api/v1/projects").send().is(200);
                Duration taken = Duration.ofNanos(System.nanoTime() - begin);
                System.out.println("a read among 2,000 slow clients took " + taken.toMillis() + " ms");
                assertThat(taken).isLessThan(READ_MAX);
            } finally {
                for (RawHttp http : slow) {
                    http.close();
                }
            }
        }
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (TestNode node = TestNode.start();
                RawHttp http = new RawHttp(node.port())) {
            RawHttp.Response answer = http.send("POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                            + "Content-Type: application/json\r\nContent-Length: 104857600\r\n\r\n{\"k")
                    .receive("POST");
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(http.isEnded()).isTrue();
        }
    }

    @Test
    void chunksThatBecomeTooManyAreRefusedOnTheWay() throws IOException {
        try (TestNode node = TestNode.start();
                RawHttp http = new RawHttp(node.port())) {
            Client client = new Client(node.port());
            Api.prepare(client);
            http.send("PUT /api/v1/projects/p/environments/e/configs/k HTTP/1.1\r\n" + HEAD
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                http.send(chunk);
            }
            // The client has not come to its end, and has its answer.
            assertThat(http.receive("PUT").status()).isEqualTo(413);
            client.get(CONFIG, "p", "e", "k").send().is(404);
        }
    }

    @Test
    void aClientThatAsksBeforeItSendsIsToldToGoOnOrNot() throws IOException {
        try (TestNode node = TestNode.start();
                RawHttp http = new RawHttp(node.port());
                RawHttp refused = new RawHttp(node.port())) {
            String expecting = "POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ";
            http.send(expecting + "11\r\n\r\n");
            assertThat(http.line()).startsWith("HTTP/1.1 100");
            http.line();
            assertThat(http.send("{\"key\":\"p\"}").receive("POST").status()).isEqualTo(201);
            assertThat(refused.send(expecting + "20000000\r\n\r\n")
                            .receive("POST")
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void aHeadThatDripsIsCutOff() throws Exception {
        try (TestNode node = new TestNode(impatient());
                RawHttp http = new RawHttp(node.port())) {
            http.send("GET /api/v1/projects HTTP/1.1\r\nX: ");
            long begin = System.nanoTime();
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        try {
                            http.send("y");
                            return false;
                        } catch (IOException cut) {
                            return true;
                        }
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aBodyThatDripsIsRefused() throws Exception {
        try (TestNode node = new TestNode(impatient());
                RawHttp http = new RawHttp(node.port())) {
            http.send("POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                    + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
            RawHttp.Response answer;
            try (ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
                ScheduledFuture<?> dripping =
                        drip.scheduleAtFixedRate(() -> sendUntilRefused(http), 0, 100, TimeUnit.MILLISECONDS);
                answer = http.receive("POST");
                dripping.cancel(false);
            }
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.text()).contains("/problems/request-timeout");
        }
    }

    /** What is thrown ends the dripping: the server has had enough. */
    private static void sendUntilRefused(RawHttp http) {
        try {
            http.send(" ");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Test
    void aBodyThatStopsIsRefused() throws IOException {
        try (TestNode node = new TestNode(impatient());
                RawHttp http = new RawHttp(node.port())) {
            RawHttp.Response answer = http.send("POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                    .receive("POST");
            assertThat(answer.status()).isEqualTo(408);
        }
    }

    @Test
    void aReaderThatTakesNothingIsCutOffAndMayResume() throws Exception {
        try (TestNode node = new TestNode(impatient());
                RawHttp lazy = new RawHttp(node.port())) {
            Client client = new Client(node.port());
            Api.prepare(client);
            lazy.socket().setReceiveBufferSize(4 << 10);
            lazy.send("GET /api/v1/projects/p/watch?fromRevision=0&include=value HTTP/1.1\r\n" + HEAD
                    + "Accept: text/event-stream\r\n\r\n");
            String large = "\"" + "x".repeat(900_000) + "\"";
            for (int i = 0; i < 12; i++) {
                client.put(CONFIG, "p", "e", "k" + i).json(large).send().is(201);
            }
            // Reads slowly enough to be cut off: what was sent before the cut is all there is.
            await().atMost(Duration.ofSeconds(15)).until(() -> node.watches() == 0);
            try (var resumed = new io.cfguardian.http.fixture.EventReader(
                    node.port(), client.get(WATCH, "p").header("Last-Event-ID", "3"))) {
                for (int i = 0; i < 12; i++) {
                    assertThat(resumed.commit().id()).isEqualTo(Integer.toString(i + 4));
                }
            }
        }
    }

    @Test
    void aLongPollOutlastsTheIdleTimeOut() {
        try (TestNode node = new TestNode(impatient())) {
            Client client = new Client(node.port());
            Api.prepare(client);
            client.put(CONFIG, "p", "e", "k").json("1").send().is(201);
            client.get(CONFIG, "p", "e", "k")
                    .query("wait=5s")
                    .header("If-None-Match", "\"1\"")
                    .send()
                    .is(304);
        }
    }
}
