package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;

/** The source of everything that must not be guessed. Used by many threads. */
public interface Secrets {

    /**
     * Bytes from a cryptographically strong random source.
     *
     * @param lengthBytes 1 to 1024
     */
    Bytes random(int lengthBytes);

    /**
     * A password that a person can type: 24 letters and digits in four groups, 120 bits. Passes every
     * {@link PasswordPolicy}.
     */
    String password();
}
