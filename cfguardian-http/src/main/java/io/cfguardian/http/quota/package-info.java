/**
 * How often a sender may ask: which requests are counted together, how many there may be, and the buckets that count them,
 * on this node or shared by all through Redis. Not here: who is counted and what a refusal looks like, see {@code
 * io.cfguardian.http.server}. Read first: {@link io.cfguardian.http.quota.Quota}, then {@link
 * io.cfguardian.http.quota.RateLimits}.
 */
@NullMarked
package io.cfguardian.http.quota;

import org.jspecify.annotations.NullMarked;
