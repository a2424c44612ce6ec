package io.cfguardian.server.node;

import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.EventCounts;
import io.cfguardian.app.telemetry.RequestMeter;
import io.cfguardian.app.write.WriteMeter;
import io.cfguardian.domain.state.Head.Counts;
import io.cfguardian.http.server.HttpServer;
import io.cfguardian.http.server.Monitoring;
import io.cfguardian.http.server.Monitoring.Listener;
import io.cfguardian.raft.machine.RaftNode;
import io.cfguardian.server.settings.Address;
import io.cfguardian.server.settings.Secret;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.telemetry.NodeSources;
import io.cfguardian.telemetry.PrometheusExposition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of the node, and who may read them; nothing is counted where nobody may. Used by many threads. */
final class MetricsParts {

    private final Settings.Metrics settings;
    private final @Nullable PrometheusExposition exposition;

    MetricsParts(Settings.Metrics settings) {
        this.settings = settings;
        this.exposition = settings.enabled() ? new PrometheusExposition(version()) : null;
    }

    /** Counts writes. */
    WriteMeter writes() {
        return exposition == null ? WriteMeter.NONE : exposition.writes();
    }

    /** Counts requests and shows everything. */
    Monitoring monitoring() {
        Secret token = settings.token();
        Address own = settings.own();
        return new Monitoring(
                exposition == null ? RequestMeter.NONE : exposition.requests(),
                exposition,
                token == null ? null : token.reveal(),
                own == null ? null : new Listener(own.host(), own.port()));
    }

    /** Reads the parts of the node from now on. Called before any client is served. */
    void read(RaftNode raft, Wiring wiring, HttpServer http) {
        if (exposition != null) {
            exposition.read(new NodeSources(
                    raft::replicationNumbers,
                    raft::storeNumbers,
                    http::numbers,
                    wiring.projection()::status,
                    wiring.projection()::pool,
                    wiring.webhook()::status,
                    new EventCounts(raft.replica())::read,
                    wiring.identity()::eventsDropped,
                    () -> population(raft)));
        }
    }

    private static Counts population(RaftNode raft) {
        try (View view = raft.replica().view()) {
            return view.head().counts();
        }
    }

    /** As the jar's manifest has it, which classes that were not packed have not. */
    private static String version() {
        return Optional.ofNullable(MetricsParts.class.getPackage().getImplementationVersion())
                .orElse("unpacked");
    }
}
