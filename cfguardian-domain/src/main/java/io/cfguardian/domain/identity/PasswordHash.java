package io.cfguardian.domain.identity;

/**
 * What is kept of a password: a scheme's name, its parameters and the hash.
 *
 * @param value 1 to 256 visible ASCII characters
 */
public record PasswordHash(String value) {

    private static final int CHARS_MAX = 256;

    public PasswordHash {
        if (value.isEmpty() || value.length() > CHARS_MAX || !value.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("a password hash has 1 to 256 visible ASCII characters");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[(hidden)]";
    }
}
