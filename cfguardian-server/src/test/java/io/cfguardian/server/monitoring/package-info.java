/**
 * The alerts and dashboards of {@code deploy/monitoring} on a real cluster: what Prometheus and Alertmanager make of them. Not
 * here: what can be said of the files alone, which is the module cfguardian-deployment's. Read first: {@link
 * io.cfguardian.server.monitoring.MonitoringClusterIT}.
 */
@NullMarked
package io.cfguardian.server.monitoring;

import org.jspecify.annotations.NullMarked;
