/**
 * What holds for everything in {@code k8s}: plain manifests, components, and what the chart makes of values. Not here: a
 * cluster of Kubernetes; no manifest is applied anywhere. Read first: {@link io.cfguardian.deployment.Everything}.
 */
@NullMarked
package io.cfguardian.deployment;

import org.jspecify.annotations.NullMarked;
