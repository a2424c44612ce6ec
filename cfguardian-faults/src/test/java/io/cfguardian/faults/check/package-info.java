/** The checks, on made-up runs that are right and on the same with one thing wrong. */
@NullMarked
package io.cfguardian.faults.check;

import org.jspecify.annotations.NullMarked;
