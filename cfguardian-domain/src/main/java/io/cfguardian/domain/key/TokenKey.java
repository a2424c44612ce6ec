package io.cfguardian.domain.key;

import java.util.Optional;

/**
 * A service token's name within its project.
 *
 * @param value 1 to 63 characters of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}, a letter or digit first and last
 */
public record TokenKey(String value) implements Comparable<TokenKey> {

    /** The longest there is. */
    public static final int CHARS_MAX = 63;

    public TokenKey {
        ShortName.check("service token", value, CHARS_MAX);
    }

    /** The key that {@code text} is; nothing when it cannot be one. */
    public static Optional<TokenKey> parse(String text) {
        return ShortName.isValid(text, CHARS_MAX) ? Optional.of(new TokenKey(text)) : Optional.empty();
    }

    @Override
    public int compareTo(TokenKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
