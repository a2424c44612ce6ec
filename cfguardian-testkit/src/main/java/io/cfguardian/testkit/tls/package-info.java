/** Keys and certificates for tests. Read first: {@link io.cfguardian.testkit.tls.TestKey}. */
@NullMarked
package io.cfguardian.testkit.tls;

import org.jspecify.annotations.NullMarked;
