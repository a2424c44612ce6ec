/** Tests of how JSON is written. */
@NullMarked
package io.cfguardian.http.json;

import org.jspecify.annotations.NullMarked;
