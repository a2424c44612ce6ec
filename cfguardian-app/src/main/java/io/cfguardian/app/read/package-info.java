/**
 * How every read runs: how fresh, as of when, and for whom. Read first: {@link io.cfguardian.app.read.Reads}.
 */
@NullMarked
package io.cfguardian.app.read;

import org.jspecify.annotations.NullMarked;
