/** A real PostgreSQL on loopback, to be used and to be killed. */
@NullMarked
package io.cfguardian.testkit.postgres;

import org.jspecify.annotations.NullMarked;
