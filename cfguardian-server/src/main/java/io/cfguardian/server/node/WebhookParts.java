package io.cfguardian.server.node;

import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.delivery.Delivery;
import io.cfguardian.app.identity.delivery.DeliveryNotices;
import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.telemetry.DeliveryNumbers;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.app.write.Writes;
import io.cfguardian.identity.secret.RandomSecrets;
import io.cfguardian.identity.webhook.WebhookReceiver;
import io.cfguardian.identity.webhook.WebhookSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery of security events to the operator's receiver; nothing when there is none. Used by many threads. */
final class WebhookParts {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookParts.class);

    private static final Pause AFTER_A_BUG = Pause.of(Duration.ofSeconds(10));

    private final Replica replica;
    private final InstantSource clock;
    private final @Nullable WebhookReceiver receiver;
    private final @Nullable Delivery delivery;

    /** @param settings null for no receiver */
    WebhookParts(
            @Nullable WebhookSettings settings,
            Replica replica,
            Writes writes,
            Cluster cluster,
            InstantSource clock,
            Teardown teardown) {
        this.replica = replica;
        this.clock = clock;
        this.receiver = settings == null ? null : teardown.add("webhook", new WebhookReceiver(settings, clock));
        this.delivery = receiver == null
                ? null
                : new Delivery(
                        receiver,
                        replica,
                        new NodeWrites(writes, new RandomSecrets()),
                        cluster,
                        clock,
                        RandomGenerator.getDefault(),
                        new Log());
    }

    /** What this node does for it; empty when there is no receiver. */
    Optional<DeliveryStatus> status() {
        return Optional.ofNullable(delivery).map(Delivery::status);
    }

    /** The same in numbers, and how far the cluster is with it; empty when there is no receiver. */
    Optional<DeliveryNumbers> numbers() {
        if (delivery == null) {
            return Optional.empty();
        }
        try (View view = replica.view()) {
            return Optional.of(new DeliveryNumbers(
                    delivery.status(), delivery.counts(), DeliveryProgress.of(view, clock.instant())));
        }
    }

    /** Begins to deliver, whenever this node leads. */
    void start(Teardown teardown) {
        if (delivery != null) {
            teardown.add(
                            "event delivery",
                            new Worker(
                                    "event-delivery",
                                    delivery,
                                    AFTER_A_BUG,
                                    failure ->
                                            LOG.error("the delivery of security events stumbled and goes on", failure)))
                    .start();
        }
    }

    private static final class Log implements DeliveryNotices {

        @Override
        public void failed(int failures, String reason, Duration wait) {
            LOG.warn(
                    "the webhook did not take security events ({}), {} times in a row; next attempt in {} s",
                    reason,
                    failures,
                    wait.toSeconds());
        }

        @Override
        public void recovered(int failures) {
            LOG.info("the webhook takes security events again, after {} failed attempts", failures);
        }

        @Override
        public void lost(long events) {
            LOG.error("{} security events were purged before the webhook took them; they are lost to it", events);
        }
    }
}
