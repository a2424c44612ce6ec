package io.cfguardian.domain.key;

/**
 * Names a signing key; the {@code kid} of the tokens it signs.
 *
 * @param value 1 to 64 characters of {@code a-z}, {@code 0-9}, {@code .}, {@code _} and {@code -}, a letter or digit first and last
 */
public record SigningKeyId(String value) implements Comparable<SigningKeyId> {

    private static final int CHARS_MAX = 64;

    public SigningKeyId {
        ShortName.check("signing key", value, CHARS_MAX);
    }

    @Override
    public int compareTo(SigningKeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
