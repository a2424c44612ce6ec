package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Unicode;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that people who guard the store want to see.
 *
 * @param sequence its place, from 0
 * @param time when it happened, by log time for what changed the state and by the observing node's clock for the rest
 * @param observation what was seen
 * @param revision the commit that recorded it
 */
public record SecurityEvent(long sequence, Instant time, Observation observation, Revision revision) implements Entity {

    @Override
    public EntityKey<SecurityEvent> key() {
        return EntityKey.ofSecurityEvent(sequence);
    }

    /**
     * What was seen.
     *
     * @param principal whom it is about, null when nobody is known
     * @param project where, null for the cluster
     * @param source from where, null for a node's own doing
     * @param requestId of the request, "" for none; at most 128 characters
     * @param detail what more there is to say, without secrets; at most 272 characters, enough for a principal's name and a word
     */
    public record Observation(
            Kind kind,
            @Nullable Principal principal,
            @Nullable ProjectKey project,
            @Nullable Source source,
            String requestId,
            String detail) {

        private static final int REQUEST_ID_CHARS_MAX = 128;
        private static final int DETAIL_CHARS_MAX = 272;

        public Observation {
            if (requestId.length() > REQUEST_ID_CHARS_MAX
                    || detail.length() > DETAIL_CHARS_MAX
                    || !Unicode.isWellFormed(requestId)
                    || !Unicode.isWellFormed(detail)) {
                throw new IllegalArgumentException(
                        "an observation has a request id of at most 128 and a detail of at most 272 characters, no half of a"
                                + " surrogate pair among them");
            }
        }
    }

    /** How much it matters. */
    public enum Severity {
        NOTICE,
        WARNING,
        CRITICAL
    }

    /** What happened. */
    public enum Kind {
        LOGIN_SUCCEEDED(Severity.NOTICE),
        LOGIN_FAILED(Severity.WARNING),
        ACCOUNT_LOCKED(Severity.WARNING),
        ACCOUNT_UNLOCKED(Severity.NOTICE),
        MFA_ENROLLED(Severity.NOTICE),
        MFA_DISABLED(Severity.WARNING),
        MFA_FAILED(Severity.WARNING),
        RECOVERY_CODE_USED(Severity.WARNING),
        PASSWORD_CHANGED(Severity.NOTICE),
        SESSION_REFRESHED(Severity.NOTICE),
        SESSION_REVOKED(Severity.NOTICE),
        SESSIONS_REVOKED(Severity.WARNING),
        REFRESH_TOKEN_REUSED(Severity.CRITICAL),
        TOKEN_ISSUED(Severity.NOTICE),
        TOKEN_ROTATED(Severity.NOTICE),
        TOKEN_REVOKED(Severity.NOTICE),
        KEY_ROTATED(Severity.NOTICE),
        MASTER_SECRET_CHANGED(Severity.WARNING),
        USER_CREATED(Severity.NOTICE),
        USER_CHANGED(Severity.NOTICE),
        USER_DELETED(Severity.WARNING),
        ROLE_CHANGED(Severity.NOTICE),
        PERMISSION_DENIED(Severity.WARNING),
        RATE_LIMITED(Severity.WARNING),
        SSO_SUCCEEDED(Severity.NOTICE),
        SSO_FAILED(Severity.WARNING),
        PURGED(Severity.NOTICE),
        USER_REGISTERED(Severity.NOTICE),
        REGISTRATION_REFUSED(Severity.WARNING),
        CLUSTER_CHANGED(Severity.WARNING),
        BACKUP_TAKEN(Severity.WARNING);

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
