package io.cfguardian.domain.command;

import io.cfguardian.domain.bytes.Ascii;

/**
 * The name of one attempt to write, under which its answer is remembered. A retry with the same id, on any node and
 * after any failure, has the first answer and no second effect. Ids of one principal and origin do not meet another's.
 *
 * @param origin who chose it
 * @param value 1 to 128 visible ASCII characters
 */
public record RequestId(Origin origin, String value) {

    private static final int CHARS_MAX = 128;

    /** Who chose an id; it decides how long its answer is kept. */
    public enum Origin {
        /** A client, by {@code Idempotency-Key}: kept for a day of log time. */
        CLIENT,
        /** The node that took the request, for its own retries: kept for ten minutes of log time. */
        NODE
    }

    public RequestId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a request id has 1 to 128 visible ASCII characters");
        }
    }

    /** Whether {@code value} can be one. */
    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= CHARS_MAX && Ascii.isVisible(value);
    }

    @Override
    public String toString() {
        return origin + ":" + value;
    }
}
