package io.cfguardian.domain.key;

import java.util.Optional;

/**
 * A user's name in the history: chosen once, never given to another, and no e-mail address, so that the history can stay
 * when the person goes.
 *
 * @param value 1 to 64 characters of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}, a letter or digit first and last
 */
public record UserId(String value) implements Subject, Comparable<UserId> {

    /** The longest there is. */
    public static final int CHARS_MAX = 64;

    public UserId {
        ShortName.check("user", value, CHARS_MAX);
    }

    /** The id that {@code text} is; nothing when it cannot be one. */
    public static Optional<UserId> parse(String text) {
        return ShortName.isValid(text, CHARS_MAX) ? Optional.of(new UserId(text)) : Optional.empty();
    }

    /** The name under which this user acts. */
    public Principal principal() {
        return new Principal("user:" + value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
