/** The use case that hands security events over, on the state in memory and with turned time. */
@NullMarked
package io.cfguardian.testkit.delivery;

import org.jspecify.annotations.NullMarked;
