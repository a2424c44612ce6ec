/** Tests of keys in files. */
@NullMarked
package io.cfguardian.testkit.tls;

import org.jspecify.annotations.NullMarked;
