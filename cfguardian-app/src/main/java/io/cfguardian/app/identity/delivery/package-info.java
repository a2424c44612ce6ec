/**
 * Hands the security events to a receiver outside: in their order, each at least once, from a place that the whole cluster
 * remembers. Not here: the form and the transport, see {@link io.cfguardian.app.identity.port.EventReceiver}. Read first:
 * {@link io.cfguardian.app.identity.delivery.Delivery}.
 */
@NullMarked
package io.cfguardian.app.identity.delivery;

import org.jspecify.annotations.NullMarked;
