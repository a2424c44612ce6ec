package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.SecurityEvent.Severity;
import java.time.Instant;

/**
 * Something that somebody should look at.
 *
 * @param about the principal or the address that it is about, "" for the cluster as a whole
 * @param count how many events, or addresses, made it one
 * @param first the time of the first of them
 * @param last the time of the last of them
 */
public record Alert(Kind kind, String about, long count, Instant first, Instant last) {

    /** What it is. */
    public enum Kind {
        /** Somebody tries passwords or codes on one account. */
        BRUTE_FORCE_ACCOUNT(Severity.CRITICAL),
        /** One address tries to sign in again and again. */
        BRUTE_FORCE_ADDRESS(Severity.CRITICAL),
        /** An old refresh token was presented: two hold the same session. */
        TOKEN_REUSE(Severity.CRITICAL),
        /** One account is used from many addresses. */
        MANY_ADDRESSES(Severity.WARNING),
        /** Far more is refused than before. */
        SUDDEN_REFUSALS(Severity.WARNING);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** How much it matters. */
        public Severity severity() {
            return severity;
        }
    }
}
