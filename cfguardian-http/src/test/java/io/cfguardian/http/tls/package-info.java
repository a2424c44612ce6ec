/** Tests of serving over TLS. */
@NullMarked
package io.cfguardian.http.tls;

import org.jspecify.annotations.NullMarked;
