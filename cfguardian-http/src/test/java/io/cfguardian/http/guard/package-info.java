/** Tests of what is asked about every request. */
@NullMarked
package io.cfguardian.http.guard;

import org.jspecify.annotations.NullMarked;
