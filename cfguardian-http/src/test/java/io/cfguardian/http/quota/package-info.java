/** Tests of how requests are counted. */
@NullMarked
package io.cfguardian.http.quota;

import org.jspecify.annotations.NullMarked;
