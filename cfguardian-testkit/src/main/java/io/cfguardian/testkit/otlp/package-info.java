/** A receiver of traces and metrics by OTLP. Read first: {@link io.cfguardian.testkit.otlp.OtlpReceiver}. */
@NullMarked
package io.cfguardian.testkit.otlp;

import org.jspecify.annotations.NullMarked;
