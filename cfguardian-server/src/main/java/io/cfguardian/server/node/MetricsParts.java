package io.cfguardian.server.node;

import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.Census;
import io.cfguardian.app.telemetry.EventCounts;
import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.app.write.WriteMeter;
import io.cfguardian.domain.state.Head.Counts;
import io.cfguardian.http.server.HttpServer;
import io.cfguardian.http.server.Monitoring;
import io.cfguardian.http.server.Monitoring.Listener;
import io.cfguardian.http.server.RequestLog;
import io.cfguardian.raft.machine.RaftNode;
import io.cfguardian.server.settings.Address;
import io.cfguardian.server.settings.Secret;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.telemetry.NodeSources;
import io.cfguardian.telemetry.PrometheusExposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers of the node, and who may read them; nothing is counted where nobody may. Used by many threads. */
final class MetricsParts {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsParts.class);

    private static final Pause AFTER_FAILURE = Pause.of(Duration.ofSeconds(10));

    private final Settings.Metrics settings;
    private final OtlpParts otlp;
    private final @Nullable PrometheusExposition exposition;

    MetricsParts(Settings.Metrics settings, OtlpParts otlp) {
        this.settings = settings;
        this.otlp = otlp;
        this.exposition = settings.enabled() ? new PrometheusExposition(version()) : null;
    }

    /** Counts writes. */
    WriteMeter writes() {
        return exposition == null ? WriteMeter.NONE : exposition.writes();
    }

    /** Counts and traces requests, notes them in {@code log}, and shows everything. */
    Monitoring monitoring(RequestLog log) {
        Secret token = settings.token();
        Address own = settings.own();
        return new Monitoring(
                exposition == null ? RequestMeter.NONE : exposition.requests(),
                otlp.tracer(),
                log,
                exposition,
                token == null ? null : token.reveal(),
                own == null ? null : new Listener(own.host(), own.port()));
    }

    /**
     * Reads the parts of the node from now on, begins to count what takes time, and sends what they say if it is to be sent. Called before
     * any client is served.
     */
    void read(RaftNode raft, Wiring wiring, HttpServer http, Teardown teardown) {
        if (exposition != null) {
            Census census = new Census(raft.replica(), raft.clock());
            teardown.add("census", new Worker("census", census, AFTER_FAILURE, MetricsParts::stumbled))
                    .start();
            exposition.read(new NodeSources(
                    raft::replicationNumbers,
                    raft::storeNumbers,
                    raft::upkeepNumbers,
                    () -> certificates(raft, http),
                    wiring.backup()::numbers,
                    http::numbers,
                    wiring.projection()::status,
                    wiring.projection()::pool,
                    wiring.webhook()::numbers,
                    new EventCounts(raft.replica())::read,
                    wiring.identity()::eventsDropped,
                    () -> counts(raft),
                    census::population,
                    otlp::numbers));
            otlp.push(exposition, teardown);
        }
    }

    private static void stumbled(RuntimeException failure) {
        LOG.warn("counting sessions and tokens stumbled and goes on: {}", failure.getMessage());
    }

    private static Map<String, Instant> certificates(RaftNode raft, HttpServer http) {
        Map<String, Instant> ends = new TreeMap<>();
        raft.certificateEnd().ifPresent(end -> ends.put("nodes", end));
        http.tls().ifPresent(tls -> ends.put("clients", tls.notAfter()));
        return ends;
    }

    private static Counts counts(RaftNode raft) {
        try (View view = raft.replica().view()) {
            return view.head().counts();
        }
    }

    /** As the jar's manifest has it, which classes that were not packed have not. */
    static String version() {
        return Optional.ofNullable(MetricsParts.class.getPackage().getImplementationVersion())
                .orElse("unpacked");
    }
}
