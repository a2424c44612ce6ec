package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Unicode;

/**
 * Who acts: the name under which a commit is recorded and a right is asked for.
 *
 * @param name 1 to 254 printable characters
 */
public record Principal(String name) {

    /** The holder of the cluster's administrator token. */
    public static final Principal ADMINISTRATOR = new Principal("admin");

    private static final int NAME_CHARS_MAX = 254;

    public Principal {
        if (name.isEmpty()
                || name.length() > NAME_CHARS_MAX
                || name.chars().anyMatch(Character::isISOControl)
                || !Unicode.isWellFormed(name)) {
            throw new IllegalArgumentException("a principal's name has 1 to 254 printable characters");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
