/**
 * What a node asks about every request before anybody works on it: from which address it comes, whether it is meant for
 * this host, whether a page of another origin may see the answer, and how often its sender asks. Values and decisions
 * only; not here: Jetty, which {@code io.cfguardian.http.server} connects them to, and who the sender is by name. Read
 * first: {@link io.cfguardian.http.guard.Exposure}.
 */
@NullMarked
package io.cfguardian.http.guard;

import org.jspecify.annotations.NullMarked;
