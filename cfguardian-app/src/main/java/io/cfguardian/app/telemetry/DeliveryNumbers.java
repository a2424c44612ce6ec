package io.cfguardian.app.telemetry;

import io.cfguardian.app.identity.delivery.DeliveryCounts;
import io.cfguardian.app.identity.delivery.DeliveryProgress;
import io.cfguardian.app.identity.delivery.DeliveryStatus;

/**
 * How the delivery of security events does.
 *
 * @param status what this node does for it
 * @param counts what this node has done
 * @param progress how far it is, in the state of this node
 */
public record DeliveryNumbers(DeliveryStatus status, DeliveryCounts counts, DeliveryProgress progress) {}
