package io.cfguardian.app.identity.port;

import java.util.Optional;

/** Judges a password that somebody wants to have. Used by many threads. */
public interface PasswordPolicy {

    /** The least number of code points. */
    int CODE_POINTS_MIN = 12;

    /** The greatest number of code points. */
    int CODE_POINTS_MAX = 128;

    /**
     * What speaks against {@code password}; empty when nothing does.
     *
     * @param email the address of the account that it is for
     */
    Optional<Objection> objection(String password, String email);

    /** Why a password is not taken. */
    enum Objection {
        /** It has fewer than {@value PasswordPolicy#CODE_POINTS_MIN} code points. */
        TOO_SHORT,
        /** It has more than {@value PasswordPolicy#CODE_POINTS_MAX} code points. */
        TOO_LONG,
        /** It has half a surrogate pair, so that it has no UTF-8 form. */
        NOT_UNICODE,
        /** It is one of those that attackers try first, or one of them with digits or signs behind it. */
        COMMON,
        /** It is a repetition of a few characters or a plain sequence. */
        MONOTONOUS,
        /** It is the account's e-mail address or the part before the @, perhaps with digits or signs behind it. */
        LIKE_EMAIL
    }
}
