/**
 * Traces and numbers of a node, sent by the OpenTelemetry protocol over HTTP (OTLP 1, protobuf, gzip). Whoever does the work never
 * waits for the receiver: what waits is bounded, and what is lost is counted. Not here: which numbers there are. Read first:
 * {@link io.cfguardian.telemetry.otlp.OtlpTracer}.
 */
@NullMarked
package io.cfguardian.telemetry.otlp;

import org.jspecify.annotations.NullMarked;
