package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the stored form of passwords. Deliberately slow: every {@link #hash} and {@link #matches} costs the
 * same tenths of a second, runs on a few threads of its own, and blocks the calling (virtual) thread. Used by many
 * threads.
 *
 * <p>Passwords count to the last byte of their UTF-8 form, whatever their length; they are neither trimmed nor
 * normalised.
 */
public interface PasswordHashing {

    /**
     * A new stored form of {@code password}: ASCII, at most 200 characters, tagged with its scheme; different each time.
     *
     * @param pepper a server-side key, without which a stored form tells nothing
     * @throws HashingOverloaded when too many wait already
     */
    String hash(String password, Bytes pepper);

    /**
     * Whether {@code stored} was made of {@code password} under {@code pepper}. A stored form that cannot be read matches
     * nothing.
     *
     * @param stored null when there is no such account: costs as much as if there were one, and is false
     * @throws HashingOverloaded when too many wait already
     */
    boolean matches(String password, @Nullable String stored, Bytes pepper);

    /** Whether {@code stored} should be made again, at the next success, because the scheme or its cost has changed. */
    boolean needsRehash(String stored);
}
