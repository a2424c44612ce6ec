package io.cfguardian.server.node;

import io.cfguardian.app.identity.security.Observer;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.http.quota.Quota;
import io.cfguardian.http.server.Exchange;
import io.cfguardian.http.server.GateEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has what the HTTP interface refuses observed. Of many refusals of one kind to one sender, one a while is: who floods a node
 * with requests does not flood the log of the cluster.
 */
final class ObservedGate implements GateEvents {

    private static final Duration APART = Duration.ofSeconds(10);
    private static final int SENDERS_MAX = 10_000;

    private final Observer observer;
    private final InstantSource clock;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    ObservedGate(Observer observer, InstantSource clock) {
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void rateLimited(Exchange exchange, Quota quota) {
        observe(Kind.RATE_LIMITED, exchange, quota.slug());
    }

    @Override
    public void denied(Exchange exchange) {
        observe(Kind.PERMISSION_DENIED, exchange, exchange.route());
    }

    private void observe(Kind kind, Exchange exchange, String detail) {
        Actor actor = exchange.actor();
        String address = exchange.sender().address().toString();
        String sender = actor == null ? address : actor.principal().name();
        Instant now = clock.instant();
        Instant before = last.get(kind + " " + sender);
        if (before != null && now.isBefore(before.plus(APART))) {
            return;
        }
        if (last.size() >= SENDERS_MAX) {
            last.clear();
        }
        last.put(kind + " " + sender, now);
        observer.observe(
                kind,
                actor == null ? null : actor.principal(),
                null,
                new Source(address, exchange.sender().agent()),
                exchange.requestId(),
                detail);
    }
}
