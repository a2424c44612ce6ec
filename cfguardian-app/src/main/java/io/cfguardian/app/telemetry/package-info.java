/**
 * What a node tells of itself in numbers: what is counted as it happens ({@link io.cfguardian.app.telemetry.RequestMeter}), and
 * what its parts know anyway and say when they are asked. Nothing here names a person, an address or anything that people have
 * named. Not here: the form in which a monitoring system reads them. Read first: {@link io.cfguardian.app.telemetry.Exposition}.
 */
@NullMarked
package io.cfguardian.app.telemetry;

import org.jspecify.annotations.NullMarked;
