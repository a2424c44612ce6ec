/**
 * What holds for everything in {@code k8s}: plain manifests, components, and what the chart makes of values; for the rules,
 * alerts and dashboards in {@code deploy/monitoring}, from {@link io.cfguardian.deployment.Monitoring} on; and for {@code
 * deploy/compose}. Not here: a cluster of
 * Kubernetes; no manifest is applied anywhere. Read first: {@link io.cfguardian.deployment.Everything}.
 */
@NullMarked
package io.cfguardian.deployment;

import org.jspecify.annotations.NullMarked;
