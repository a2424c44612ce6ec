package io.cfguardian.domain.access;

/** Whether something may be done. */
public enum Access {
    /** Go on. */
    GRANTED,
    /** The actor may see the place but not do this. */
    FORBIDDEN,
    /** The actor may not know that the place exists. */
    HIDDEN,
    /** The proof is void: the session or token has ended, or the user may not act. */
    UNAUTHENTICATED
}
