package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.telemetry.Exposition;
import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Request;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.server.Monitoring;
import io.cfguardian.http.server.Monitoring.Listener;
import io.cfguardian.http.server.RequestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may read the numbers, where and in what form; and what is counted of requests. */
class MetricsIT {

    private static final String TOKEN = "scrape-scrape-scrape-1";

    private static TestNode node(@Nullable Exposition exposition, @Nullable String token, @Nullable Listener listener) {
        return new TestNode(
                TestNode.settings(),
                new Monitoring(RequestMeter.NONE, Tracer.NONE, RequestLog.EVENTS, exposition, token, listener));
    }

    /** Of what the contract does not speak of, and the client would complain about. */
    private static int status(int port, Request request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.send(request.bytes()).receive("GET").status();
        }
    }

    @Test
    void anybodyReadsThemInTheFormThatAcceptAsksFor() {
        try (TestNode node = node(TestNode.EXPOSITION, null, null)) {
            Client client = new Client(node.port()).asNobody();
            var text = client.get("/metrics").send().is(200);
            assertThat(text.text()).isEqualTo("example_total 1\n");
            assertThat(text.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            var open = client.get("/metrics")
                    .header(
                            "Accept",
                            "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
                                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
                    .send()
                    .is(200);
            assertThat(open.text()).endsWith("# EOF\n");
            assertThat(open.header("Content-Type"))
                    .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
            client.get("/metrics").header("Accept", "application/json").send().isProblem(406, "not-acceptable");
        }
    }

    @Test
    void whereThereIsATokenNothingElseOpensThemAndItOpensNothingElse() {
        try (TestNode node = node(TestNode.EXPOSITION, TOKEN, null)) {
            Client client = new Client(node.port());
            client.asNobody().get("/metrics").send().isProblem(401, "unauthorized");
            client.get("/metrics").send().isProblem(401, "unauthorized");
            client.as(TOKEN + "x").get("/metrics").send().isProblem(401, "unauthorized");
            client.as(TOKEN.substring(1)).get("/metrics").send().isProblem(401, "unauthorized");
            client.as(TOKEN).get("/metrics").send().is(200);
            client.as(TOKEN).get("/api/v1/projects").send().isProblem(401, "unauthorized");
        }
    }

    @Test
    void whereTheyAreOffThereIsNoSuchPath() {
        try (TestNode node = node(null, null, null)) {
            new Client(node.port()).get("/metrics").send().isProblem(404, "not-found");
        }
    }

    @Test
    void onAPortOfTheirOwnTheyAreThereAloneAndNowhereElse() throws IOException {
        try (TestNode node = node(TestNode.EXPOSITION, null, new Listener("127.0.0.1", 0))) {
            Client own = new Client(node.metricsPort());
            own.asNobody().get("/metrics").send().is(200);
            assertThat(status(node.metricsPort(), own.get("/health"))).isEqualTo(404);
            assertThat(status(node.metricsPort(), own.get("/api/v1/projects"))).isEqualTo(404);
            Client client = new Client(node.port());
            client.get("/metrics").send().isProblem(404, "not-found");
            client.get("/api/v1/projects").send().is(200);
        }
    }

    @Test
    void requestsAreCountedByTemplateAndNeverByPath() throws IOException {
        Heard heard = new Heard();
        try (TestNode node = new TestNode(
                TestNode.settings(), new Monitoring(heard, Tracer.NONE, RequestLog.EVENTS, null, null, null))) {
            Client client = new Client(node.port());
            client.get("/api/v1/projects/{project}", "nobodys").send().is(404);
            assertThat(status(node.port(), client.get("/api/v1/nowhere"))).isEqualTo(404);
            client.asNobody().get("/api/v1/projects").send().is(401);
            assertThat(status(node.port(), client.request("BREW", "/live"))).isEqualTo(405);
            await().untilAsserted(() -> assertThat(heard.ended)
                    .containsExactlyInAnyOrder(
                            "GET /api/v1/projects/{project} 404", "GET - 404", "GET - 401", "- - 405"));
            assertThat(heard.inFlight).hasValue(0);
            assertThat(heard.refused).isEmpty();
        }
    }

    @Test
    void whatIsNoRequestIsCountedByTheStatusOfItsAnswer() throws IOException {
        Heard heard = new Heard();
        try (TestNode node = new TestNode(
                TestNode.settings(), new Monitoring(heard, Tracer.NONE, RequestLog.EVENTS, null, null, null))) {
            for (String head : List.of(
                    "GET /live HTTP/1.1\nHost: localhost\r\n\r\n",
                    "GET /live HTTP/3.0\r\nHost: localhost\r\n\r\n",
                    "GET /live HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(17_000) + "\r\n\r\n")) {
                try (RawHttp http = new RawHttp(node.port())) {
                    http.send(head.getBytes(StandardCharsets.ISO_8859_1)).receive("GET");
                }
            }
            await().untilAsserted(() -> assertThat(heard.refused).containsExactlyInAnyOrder(400, 505, 431));
            assertThat(heard.ended).isEmpty();
            assertThat(heard.inFlight).hasValue(0);
        }
    }

    private static final class Heard implements RequestMeter {

        private final List<String> ended = new CopyOnWriteArrayList<>();
        private final List<Integer> refused = new CopyOnWriteArrayList<>();
        private final AtomicInteger inFlight = new AtomicInteger();

        @Override
        public void began() {
            inFlight.incrementAndGet();
        }

        @Override
        public void ended(String method, String route, int status, long nanos, Span span) {
            assertThat(nanos).isPositive();
            inFlight.decrementAndGet();
            ended.add(method + " " + route + " " + status);
        }

        @Override
        public void refused(int status) {
            refused.add(status);
        }
    }
}
