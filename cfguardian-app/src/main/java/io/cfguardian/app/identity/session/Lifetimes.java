package io.cfguardian.app.identity.session;

import java.time.Duration;

/**
 * How long what one signs in with lasts.
 *
 * @param accessToken whole seconds
 * @param session since its last refresh
 * @param challenge between the password and the second factor, whole seconds
 */
public record Lifetimes(Duration accessToken, Duration session, Duration challenge) {

    /** 15 minutes, 7 days, 5 minutes. */
    public static final Lifetimes STANDARD =
            new Lifetimes(Duration.ofMinutes(15), Duration.ofDays(7), Duration.ofMinutes(5));
}
