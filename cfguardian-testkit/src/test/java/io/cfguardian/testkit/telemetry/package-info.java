/** What a node counts in a state in memory. */
@NullMarked
package io.cfguardian.testkit.telemetry;

import org.jspecify.annotations.NullMarked;
