package io.cfguardian.app.identity.port;

import java.time.Duration;

/** More passwords wait to be hashed than this node takes on. Nothing was checked; try again after a while. */
public final class HashingOverloaded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * Made by the adapter that refuses.
     *
     * @param retryAfter when those that wait now will be done
     */
    public HashingOverloaded(Duration retryAfter) {
        super("too many passwords wait to be hashed");
        this.retryAfter = retryAfter;
    }

    /** When it is worth trying again, counted from now. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
