package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Ascii;

/**
 * What is kept of a password: a scheme's name, its parameters and the hash.
 *
 * @param value 1 to 256 visible ASCII characters
 */
public record PasswordHash(String value) {

    private static final int CHARS_MAX = 256;

    public PasswordHash {
        if (value.isEmpty() || value.length() > CHARS_MAX || !Ascii.isVisible(value)) {
            throw new IllegalArgumentException("a password hash has 1 to 256 visible ASCII characters");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[(hidden)]";
    }
}
