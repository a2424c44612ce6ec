/**
 * What a node tells of itself. In numbers: what is counted as it happens ({@link io.cfguardian.app.telemetry.RequestMeter}), and
 * what its parts know anyway and say when they are asked ({@link io.cfguardian.app.telemetry.Exposition}). In traces: what a
 * request's time went to, on every node that it came to ({@link io.cfguardian.app.telemetry.Span}). Nothing here names a person, an
 * address or anything that people have named but the nodes. Not here: the form in which a monitoring system gets it.
 */
@NullMarked
package io.cfguardian.app.telemetry;

import org.jspecify.annotations.NullMarked;
