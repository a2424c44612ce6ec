package io.cfguardian.http.quota;

import java.time.Duration;

/**
 * How many requests there may be in a time. They may come all at once; what is used up comes back evenly over the time.
 *
 * @param requests 0 for no limit
 * @param window whole seconds, at least one
 */
public record Rate(int requests, Duration window) {

    public Rate {
        if (requests < 0) {
            throw new IllegalArgumentException("a rate is 0 or more requests, got " + requests);
        }
        if (window.toSeconds() < 1 || !window.equals(Duration.ofSeconds(window.toSeconds()))) {
            throw new IllegalArgumentException("a rate is for whole seconds, got " + window);
        }
    }

    /** So many in a second. */
    public static Rate perSecond(int requests) {
        return new Rate(requests, Duration.ofSeconds(1));
    }

    /** So many in a minute. */
    public static Rate perMinute(int requests) {
        return new Rate(requests, Duration.ofMinutes(1));
    }

    /** Whether requests are not even counted. */
    public boolean isOff() {
        return requests == 0;
    }
}
