package io.cfguardian.app.access;

/** The authoriser's answer. */
public enum Access {
    /** Go on. */
    GRANTED,
    /** The caller may see the place but not do this. */
    FORBIDDEN,
    /** The caller may not know that the place exists. */
    HIDDEN
}
