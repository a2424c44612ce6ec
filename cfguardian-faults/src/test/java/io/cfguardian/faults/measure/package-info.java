/** Who measures. What is measured takes minutes, and is run by hand. */
@NullMarked
package io.cfguardian.faults.measure;

import org.jspecify.annotations.NullMarked;
