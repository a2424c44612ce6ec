/** The HTTP interface. */
@NullMarked
package io.cfguardian.http;

import org.jspecify.annotations.NullMarked;
