package io.cfguardian.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.app.telemetry.TraceContext.Sampling;
import io.cfguardian.telemetry.otlp.TraceSampling.Mode;
import io.cfguardian.testkit.otlp.OtlpReceiver;
import io.cfguardian.testkit.otlp.ReceivedSpan;
import io.cfguardian.testkit.tls.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a receiver that decodes OTLP, and what becomes of the rest. */
class OtlpTracerIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final OtlpNode NODE = new OtlpNode("node-1", "test", "1.2.3");
    private static final Duration FLUSH = Duration.ofSeconds(20);

    private final OtlpReceiver receiver = OtlpReceiver.start();
    private final Notices notices = new Notices();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static OtlpSettings to(OtlpReceiver receiver, OtlpHeaders headers, @Nullable String roots) {
        return new OtlpSettings(URI.create(receiver.url()), headers, roots, Duration.ofSeconds(10));
    }

    private OtlpTracer tracer(Mode mode, double ratio, Duration flush) {
        return new OtlpTracer(
                to(receiver, OtlpHeaders.NONE, null), NODE, new TraceSampling(mode, ratio), notices, flush);
    }

    private static TraceContext client(Sampling sampling) {
        return new TraceContext(TRACE, SPAN, sampling);
    }

    private ReceivedSpan named(String name) {
        return receiver.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + receiver.spans()));
    }

    @Test
    void aSpanArrivesWithItsPartsAndWhatWasSaidOfIt() {
        try (OtlpTracer tracer = tracer(Mode.RATIO, 1, FLUSH)) {
            try (Span request = tracer.request(client(Sampling.NOT_SAMPLED))) {
                request.rename("PUT /x");
                request.put("http.response.status_code", 503).put("http.route", "/x");
                request.failed("503");
                try (Span part = request.child("part", Span.Kind.CLIENT)) {
                    long now = System.nanoTime();
                    part.took("over", now - 3_000_000, now - 1_000_000);
                }
            }
        }
        ReceivedSpan request = named("PUT /x");
        ReceivedSpan part = named("part");
        ReceivedSpan over = named("over");
        assertThat(request.traceId()).isEqualTo(TRACE);
        assertThat(request.parentId()).isEqualTo(SPAN);
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.failed()).isTrue();
        assertThat(request.attributes())
                .isEqualTo(Map.of("http.response.status_code", "503", "http.route", "/x", "error.type", "503"));
        assertThat(part.parentId()).isEqualTo(request.spanId());
        assertThat(part.kind()).isEqualTo("CLIENT");
        assertThat(over.parentId()).isEqualTo(part.spanId());
        assertThat(over.endNanos() - over.startNanos()).isEqualTo(2_000_000);
        assertThat(over.startNanos())
                .isBetween(
                        part.startNanos() - Duration.ofSeconds(1).toNanos(),
                        part.endNanos() + Duration.ofSeconds(1).toNanos());
        assertThat(receiver.resources())
                .allSatisfy(resource -> assertThat(resource)
                        .containsEntry("service.name", "cfguardian")
                        .containsEntry("service.namespace", "test")
                        .containsEntry("service.instance.id", "node-1")
                        .containsEntry("service.version", "1.2.3"));
        assertThat(receiver.heads())
                .allSatisfy(head -> assertThat(head)
                        .containsEntry("Content-Encoding", "gzip")
                        .containsEntry("Content-Type", "application/x-protobuf"));
    }

    @Test
    void aClientsFlagCountsOnlyWhereItIsBelieved() {
        try (OtlpTracer suspicious = tracer(Mode.RATIO, 0, FLUSH)) {
            assertThat(suspicious.request(client(Sampling.SAMPLED))).isSameAs(Span.NONE);
        }
        try (OtlpTracer believing = tracer(Mode.PARENT, 0, FLUSH)) {
            believing.request(client(Sampling.SAMPLED)).close();
            assertThat(believing.request(client(Sampling.NOT_SAMPLED)).isRecorded())
                    .isFalse();
            assertThat(believing.request(null).isRecorded()).isFalse();
        }
        try (OtlpTracer all = tracer(Mode.PARENT, 1, FLUSH)) {
            assertThat(all.request(null).isRecorded()).isTrue();
            assertThat(all.request(client(Sampling.NOT_SAMPLED)).isRecorded()).isFalse();
        }
        assertThat(receiver.spans()).hasSize(1);
    }

    @Test
    void anotherNodesFlagCountsAlways() {
        try (OtlpTracer tracer = tracer(Mode.RATIO, 0, FLUSH)) {
            tracer.received("raft.receive", client(Sampling.SAMPLED)).close();
            assertThat(tracer.received("raft.receive", client(Sampling.NOT_SAMPLED))
                            .isRecorded())
                    .isFalse();
            assertThat(tracer.own("projection.batch").isRecorded()).isFalse();
        }
        assertThat(receiver.spans())
                .extracting(ReceivedSpan::name, ReceivedSpan::parentId)
                .containsExactly(tuple("raft.receive", SPAN));
    }

    @Test
    void theRatioIsOfRequestsNotOfTheIdsThatClientsChoose() {
        try (OtlpTracer tracer = tracer(Mode.RATIO, 0.25, FLUSH)) {
            long recorded = IntStream.range(0, 4_000)
                    .filter(i -> tracer.request(client(Sampling.SAMPLED)).isRecorded())
                    .count();
            // 1000 expected with a standard deviation of 27.
            assertThat(recorded).isBetween(800L, 1_200L);
        }
    }

    @Test
    void whatAReceiverThatIsAwayDoesNotTakeIsCountedAndTold() {
        receiver.die();
        try (OtlpTracer tracer = tracer(Mode.RATIO, 1, Duration.ofMillis(10))) {
            tracer.request(null).close();
            await().untilAsserted(
                            () -> assertThat(tracer.numbers().undelivered()).isEqualTo(1));
            assertThat(notices.told).containsExactly("failing traces");
            receiver.comeBack();
            tracer.request(null).close();
            await().untilAsserted(() -> assertThat(tracer.numbers().exported()).isEqualTo(1));
            assertThat(notices.told).containsExactly("failing traces", "recovered traces");
            assertThat(tracer.numbers().overflowed()).isZero();
        }
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNoStop() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            OtlpTracer tracer = new OtlpTracer(
                    new OtlpSettings(endpoint, OtlpHeaders.NONE, null, Duration.ofMinutes(1)),
                    NODE,
                    new TraceSampling(Mode.RATIO, 1),
                    notices,
                    Duration.ofMillis(10));
            tracer.request(null).close();
            long before = System.nanoTime();
            tracer.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("of the minute that a message may take")
                    .isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void tooManyThatWaitAreLostAndCounted() {
        receiver.die();
        int all = BoundedSpans.WAITING_MAX + 2_000;
        try (OtlpTracer tracer = tracer(Mode.RATIO, 1, Duration.ofMillis(10))) {
            for (int i = 0; i < all; i++) {
                tracer.request(null).close();
            }
            assertThat(tracer.numbers().overflowed()).isBetween(1L, 2_000L);
        }
    }

    @Test
    void messagesGoOverTlsWithTheHeadersOfTheOperator(@TempDir Path directory) {
        TestKey key = TestKey.make(TestKey.Kind.EC, directory);
        OtlpHeaders headers = OtlpHeaders.parse("Authorization=Bearer s3cret, X-Scope-OrgID=cfg");
        assertThat(headers.toString()).doesNotContain("s3cret");
        TraceSampling all = new TraceSampling(Mode.RATIO, 1);
        try (OtlpReceiver encrypted = OtlpReceiver.start(key)) {
            try (OtlpTracer tracer =
                    new OtlpTracer(to(encrypted, headers, key.certificatePem()), NODE, all, notices, FLUSH)) {
                tracer.own("trusted").close();
            }
            try (OtlpTracer tracer =
                    new OtlpTracer(to(encrypted, headers, null), NODE, all, notices, Duration.ofMillis(10))) {
                tracer.own("another authority").close();
                await().untilAsserted(
                                () -> assertThat(tracer.numbers().undelivered()).isEqualTo(1));
            }
            assertThat(encrypted.spans()).extracting(ReceivedSpan::name).containsExactly("trusted");
            assertThat(encrypted.heads().getFirst())
                    .containsEntry("Authorization", "Bearer s3cret")
                    .containsEntry("X-Scope-OrgID", "cfg");
        }
    }

    private static final class Notices implements ExportNotices {

        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void failing(String signal, String reason) {
            told.add("failing " + signal);
        }

        @Override
        public void recovered(String signal) {
            told.add("recovered " + signal);
        }
    }
}
