package io.cfguardian.domain.event;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of events, by the names that people know them by. */
public enum EventKind {
    PROJECT_CREATED,
    PROJECT_UPDATED,
    PROJECT_DELETED,
    ENVIRONMENT_CREATED,
    ENVIRONMENT_UPDATED,
    ENVIRONMENT_DELETED,
    SCHEMA_PUT,
    CONFIG_PUT,
    CONFIG_DELETED,
    USER_CREATED,
    USER_UPDATED,
    USER_DELETED,
    PASSWORD_SET,
    PASSWORD_REHASHED,
    REGISTRATION_REFUSED,
    IDENTITY_LINKED,
    LOGIN_CHARGED,
    UNLOCKED,
    SESSION_OPENED,
    SESSION_REFRESHED,
    REFRESH_REUSED,
    SESSIONS_CLOSED,
    FACTOR_ENROLLED,
    FACTOR_ACTIVATED,
    FACTOR_DISABLED,
    MEMBER_PUT,
    MEMBER_REMOVED,
    TOKEN_ISSUED,
    TOKEN_ROTATED,
    TOKEN_REVOKED,
    SIGNING_KEY_ROTATED,
    DATA_KEY_WRAPPED,
    OBSERVED,
    PURGED,
    EVENTS_DELIVERED,
    CLUSTER_FOUNDED,
    FORMAT_RAISED,
    NODE_ADDED,
    NODE_PROMOTED,
    NODE_JOINED,
    NODE_LEAVING,
    NODE_REMOVED;

    private final String text = camelCase(name());

    /** Of which kind an event is. */
    public static EventKind of(Event event) {
        return switch (event) {
            case Event.ProjectCreated ignored -> PROJECT_CREATED;
            case Event.ProjectUpdated ignored -> PROJECT_UPDATED;
            case Event.ProjectDeleted ignored -> PROJECT_DELETED;
            case Event.EnvironmentCreated ignored -> ENVIRONMENT_CREATED;
            case Event.EnvironmentUpdated ignored -> ENVIRONMENT_UPDATED;
            case Event.EnvironmentDeleted ignored -> ENVIRONMENT_DELETED;
            case Event.SchemaPut ignored -> SCHEMA_PUT;
            case Event.ConfigPut ignored -> CONFIG_PUT;
            case Event.ConfigDeleted ignored -> CONFIG_DELETED;
            case IdentityEvent.UserCreated ignored -> USER_CREATED;
            case IdentityEvent.UserUpdated ignored -> USER_UPDATED;
            case IdentityEvent.UserDeleted ignored -> USER_DELETED;
            case IdentityEvent.PasswordSet ignored -> PASSWORD_SET;
            case IdentityEvent.PasswordRehashed ignored -> PASSWORD_REHASHED;
            case IdentityEvent.RegistrationRefused ignored -> REGISTRATION_REFUSED;
            case IdentityEvent.IdentityLinked ignored -> IDENTITY_LINKED;
            case IdentityEvent.LoginCharged ignored -> LOGIN_CHARGED;
            case IdentityEvent.Unlocked ignored -> UNLOCKED;
            case IdentityEvent.SessionOpened ignored -> SESSION_OPENED;
            case IdentityEvent.SessionRefreshed ignored -> SESSION_REFRESHED;
            case IdentityEvent.RefreshReused ignored -> REFRESH_REUSED;
            case IdentityEvent.SessionsClosed ignored -> SESSIONS_CLOSED;
            case IdentityEvent.FactorEnrolled ignored -> FACTOR_ENROLLED;
            case IdentityEvent.FactorActivated ignored -> FACTOR_ACTIVATED;
            case IdentityEvent.FactorDisabled ignored -> FACTOR_DISABLED;
            case IdentityEvent.MemberPut ignored -> MEMBER_PUT;
            case IdentityEvent.MemberRemoved ignored -> MEMBER_REMOVED;
            case IdentityEvent.TokenIssued ignored -> TOKEN_ISSUED;
            case IdentityEvent.TokenRotated ignored -> TOKEN_ROTATED;
            case IdentityEvent.TokenRevoked ignored -> TOKEN_REVOKED;
            case IdentityEvent.SigningKeyRotated ignored -> SIGNING_KEY_ROTATED;
            case IdentityEvent.DataKeyWrapped ignored -> DATA_KEY_WRAPPED;
            case IdentityEvent.Observed ignored -> OBSERVED;
            case IdentityEvent.Purged ignored -> PURGED;
            case IdentityEvent.EventsDelivered ignored -> EVENTS_DELIVERED;
            case ClusterEvent.ClusterFounded ignored -> CLUSTER_FOUNDED;
            case ClusterEvent.FormatRaised ignored -> FORMAT_RAISED;
            case ClusterEvent.NodeAdded ignored -> NODE_ADDED;
            case ClusterEvent.NodePromoted ignored -> NODE_PROMOTED;
            case ClusterEvent.NodeJoined ignored -> NODE_JOINED;
            case ClusterEvent.NodeLeaving ignored -> NODE_LEAVING;
            case ClusterEvent.NodeRemoved ignored -> NODE_REMOVED;
        };
    }

    /** The kind of this name. */
    public static Optional<EventKind> named(String text) {
        return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** Its name, such as {@code configPut}. */
    public String text() {
        return text;
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        for (String word : name.split("_", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            text.append(text.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return text.toString();
    }
}
