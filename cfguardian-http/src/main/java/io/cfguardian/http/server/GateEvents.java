package io.cfguardian.http.server;

import io.cfguardian.http.quota.Quota;

/** Hears what is refused. Called on the request's thread; must return at once and throw nothing. */
public interface GateEvents {

    /** Nobody listens. */
    GateEvents NONE = (exchange, quota) -> {};

    /** A request was one too many of {@code quota}; {@code exchange} says whose, its principal null if it was not asked for yet. */
    void rateLimited(Exchange exchange, Quota quota);

    /** A request was refused because the role of whoever sent it is too low. */
    default void denied(Exchange exchange) {}
}
