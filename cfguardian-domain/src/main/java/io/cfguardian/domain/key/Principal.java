package io.cfguardian.domain.key;

import io.cfguardian.domain.bytes.Unicode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who acts: the name under which a commit is recorded and a right is asked for.
 *
 * @param name 1 to 254 printable characters
 */
public record Principal(String name) {

    static final String USER = "user:";
    static final String TOKEN = "token:";

    private static final int NAME_CHARS_MAX = 254;

    public Principal {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || hasControl(name) || !Unicode.isWellFormed(name)) {
            throw new IllegalArgumentException("a principal's name has 1 to 254 printable characters");
        }
    }

    /** A loop: it runs several times for each request. */
    private static boolean hasControl(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The user of this name, if it is one's. */
    public Optional<UserId> user() {
        return name.startsWith(USER) ? parsed(() -> new UserId(name.substring(USER.length()))) : Optional.empty();
    }

    /** The service token of this name, if it is one's. */
    public Optional<ServiceTokenId> token() {
        int slash = name.indexOf('/');
        return name.startsWith(TOKEN) && slash > 0
                ? parsed(() -> new ServiceTokenId(
                        new ProjectKey(name.substring(TOKEN.length(), slash)), new TokenKey(name.substring(slash + 1))))
                : Optional.empty();
    }

    private static <T> Optional<T> parsed(Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
