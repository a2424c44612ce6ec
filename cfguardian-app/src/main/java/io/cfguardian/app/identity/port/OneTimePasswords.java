package io.cfguardian.app.identity.port;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Time-based one-time passwords (RFC 6238: HMAC-SHA-1, six digits, steps of 30 seconds) and the recovery codes for when
 * the device is lost. Used by many threads.
 */
public interface OneTimePasswords {

    /** A new random secret of 20 bytes. */
    Bytes newSecret();

    /** The secret as people type it into an authenticator: Base32 without padding. */
    String typed(Bytes secret);

    /**
     * What an authenticator scans: an {@code otpauth://totp/} URI.
     *
     * @param issuer who the code is for; no colon in it
     * @param account whose code it is, such as an e-mail address
     */
    String enrolmentUri(Bytes secret, String issuer, String account);

    /**
     * The number of the step, counted from 1970, that {@code code} is the code of: the current one, the one before or the
     * one after. Empty when it is the code of none of them or is not six ASCII digits.
     *
     * <p>The same code matches for as long as its step is near. That none is accepted twice is the caller's to see to: it
     * keeps the last accepted step and takes only later ones.
     */
    OptionalLong matchingStep(Bytes secret, String code, Instant now);

    /** Ten new recovery codes of 125 random bits each, in five groups of five characters. */
    List<String> newRecoveryCodes();

    /**
     * What the state keeps of a recovery code. Groups, case and the letters that are easily taken for digits do not
     * matter; empty when {@code code} cannot be one.
     */
    Optional<Hash> recoveryDigest(String code);
}
