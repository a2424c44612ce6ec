/**
 * Keys and certificates that lie in files, and are taken anew without a restart when the files are replaced. What serves clients
 * and what speaks to other nodes both need it, and they do not see each other.
 *
 * <p>Not here: protocols and connections, which are each user's own. Read first: {@link io.cfguardian.tls.Reloading}, then
 * {@link io.cfguardian.tls.KeySource} and {@link io.cfguardian.tls.MemberFiles}.
 */
@NullMarked
package io.cfguardian.tls;

import org.jspecify.annotations.NullMarked;
