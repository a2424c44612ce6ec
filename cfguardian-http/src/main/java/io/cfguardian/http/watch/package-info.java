/**
 * Requests that are held open: streams of commits, and reads that wait for the next version. Not here: what is to be
 * seen, which {@code io.cfguardian.app.watch} decides. Read first: {@link io.cfguardian.http.watch.Streams}.
 */
@NullMarked
package io.cfguardian.http.watch;

import org.jspecify.annotations.NullMarked;
