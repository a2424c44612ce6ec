/** The search, on histories with known verdicts. */
@NullMarked
package io.cfguardian.faults.linear;

import org.jspecify.annotations.NullMarked;
