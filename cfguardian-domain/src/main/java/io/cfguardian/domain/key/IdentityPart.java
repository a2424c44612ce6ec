package io.cfguardian.domain.key;

/** Parts of the identity state that have no names of their own. */
public enum IdentityPart implements Subject {
    /** The attempts to sign in. */
    LOGINS,
    /** The signing keys and the data key. */
    KEYS,
    /** The security events. */
    SECURITY_LOG
}
