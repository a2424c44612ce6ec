/** Breaks the rules of the module of this name, on purpose. */
@NullMarked
package io.cfguardian.architecture.bad.telemetry;

import org.jspecify.annotations.NullMarked;
