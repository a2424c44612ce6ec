@NullMarked
package io.cfguardian.telemetry.otlp;

import org.jspecify.annotations.NullMarked;
