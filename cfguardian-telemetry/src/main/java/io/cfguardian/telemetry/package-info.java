/**
 * The numbers of a node, written for Prometheus; {@link io.cfguardian.telemetry.otlp} sends them and traces elsewhere. Every family has its name, help and labels here, and docs/metrics.md is made
 * from them. Labels have values from closed sets only: nothing that people have named but the nodes, no address, no principal. Not here: who
 * may read them, and what is counted where. Read first: {@link io.cfguardian.telemetry.PrometheusExposition}.
 */
@NullMarked
package io.cfguardian.telemetry;

import org.jspecify.annotations.NullMarked;
