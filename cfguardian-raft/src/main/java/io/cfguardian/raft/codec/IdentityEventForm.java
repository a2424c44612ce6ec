package io.cfguardian.raft.codec;

import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.event.IdentityEvent.DataKeyWrapped;
import io.cfguardian.domain.event.IdentityEvent.EventsDelivered;
import io.cfguardian.domain.event.IdentityEvent.FactorActivated;
import io.cfguardian.domain.event.IdentityEvent.FactorDisabled;
import io.cfguardian.domain.event.IdentityEvent.FactorEnrolled;
import io.cfguardian.domain.event.IdentityEvent.IdentityLinked;
import io.cfguardian.domain.event.IdentityEvent.LoginCharged;
import io.cfguardian.domain.event.IdentityEvent.MemberPut;
import io.cfguardian.domain.event.IdentityEvent.MemberRemoved;
import io.cfguardian.domain.event.IdentityEvent.Observed;
import io.cfguardian.domain.event.IdentityEvent.PasswordRehashed;
import io.cfguardian.domain.event.IdentityEvent.PasswordSet;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.event.IdentityEvent.RefreshReused;
import io.cfguardian.domain.event.IdentityEvent.RegistrationRefused;
import io.cfguardian.domain.event.IdentityEvent.SessionOpened;
import io.cfguardian.domain.event.IdentityEvent.SessionRefreshed;
import io.cfguardian.domain.event.IdentityEvent.SessionsClosed;
import io.cfguardian.domain.event.IdentityEvent.SigningKeyRotated;
import io.cfguardian.domain.event.IdentityEvent.TokenIssued;
import io.cfguardian.domain.event.IdentityEvent.TokenRevoked;
import io.cfguardian.domain.event.IdentityEvent.TokenRotated;
import io.cfguardian.domain.event.IdentityEvent.Unlocked;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.event.IdentityEvent.UserDeleted;
import io.cfguardian.domain.event.IdentityEvent.UserUpdated;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.raft.codec.proto.IdentityEventMessages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The forms of events about identity. */
final class IdentityEventForm {

    private IdentityEventForm() {}

    static IdentityEventMessages.IdentityEvent write(IdentityEvent event) {
        IdentityEventMessages.IdentityEvent.Builder message = IdentityEventMessages.IdentityEvent.newBuilder();
        switch (event) {
            case UserCreated e -> message.setUserCreated(write(e));
            case UserUpdated e -> message.setUserUpdated(write(e));
            case UserDeleted(UserId user) -> message.setUserDeleted(ofUser(user));
            case PasswordSet(UserId user) -> message.setPasswordSet(ofUser(user));
            case IdentityLinked e -> message.setIdentityLinked(write(e));
            case LoginCharged e -> message.setLoginCharged(write(e));
            case Unlocked(UserId user) -> message.setUnlocked(ofUser(user));
            case SessionOpened e -> message.setSessionOpened(write(e));
            case SessionRefreshed(UserId user, SessionId session) ->
                message.setSessionRefreshed(ofSession(user, session));
            case RefreshReused(UserId user, SessionId session) -> message.setRefreshReused(ofSession(user, session));
            case SessionsClosed e -> message.setSessionsClosed(write(e));
            case FactorEnrolled(UserId user) -> message.setFactorEnrolled(ofUser(user));
            case FactorActivated(UserId user) -> message.setFactorActivated(ofUser(user));
            case FactorDisabled(UserId user) -> message.setFactorDisabled(ofUser(user));
            case MemberPut e -> message.setMemberPut(write(e));
            case MemberRemoved(var member) -> message.setMemberRemoved(IdForm.write(member));
            case TokenIssued(var token, Instant expires) -> message.setTokenIssued(ofToken(token, expires));
            case TokenRotated(var token, Instant expires) -> message.setTokenRotated(ofToken(token, expires));
            case TokenRevoked(var token) -> message.setTokenRevoked(IdForm.write(token));
            case SigningKeyRotated(var key) ->
                message.getSigningKeyRotatedBuilder().setKey(key.value());
            case DataKeyWrapped(String master) ->
                message.getDataKeyWrappedBuilder().setMaster(ValueForm.text(master));
            case Observed(int events, int used) ->
                message.getObservedBuilder().setEvents(events).setUsed(used);
            case Purged e -> message.setPurged(write(e));
            case PasswordRehashed(UserId user) -> message.setPasswordRehashed(ofUser(user));
            case RegistrationRefused(UserId user) -> message.setRegistrationRefused(ofUser(user));
            case EventsDelivered(long next, long lost) ->
                message.getEventsDeliveredBuilder().setNext(next).setLost(lost);
        }
        return message.build();
    }

    static IdentityEvent read(IdentityEventMessages.IdentityEvent message) {
        return switch (message.getKindCase()) {
            case USER_CREATED -> read(message.getUserCreated());
            case USER_UPDATED -> read(message.getUserUpdated());
            case USER_DELETED -> new UserDeleted(user(message.getUserDeleted()));
            case PASSWORD_SET -> new PasswordSet(user(message.getPasswordSet()));
            case IDENTITY_LINKED -> read(message.getIdentityLinked());
            case LOGIN_CHARGED -> read(message.getLoginCharged());
            case UNLOCKED -> new Unlocked(user(message.getUnlocked()));
            case SESSION_OPENED -> read(message.getSessionOpened());
            case SESSION_REFRESHED ->
                new SessionRefreshed(user(message.getSessionRefreshed()), session(message.getSessionRefreshed()));
            case REFRESH_REUSED ->
                new RefreshReused(user(message.getRefreshReused()), session(message.getRefreshReused()));
            case SESSIONS_CLOSED -> read(message.getSessionsClosed());
            case FACTOR_ENROLLED -> new FactorEnrolled(user(message.getFactorEnrolled()));
            case FACTOR_ACTIVATED -> new FactorActivated(user(message.getFactorActivated()));
            case FACTOR_DISABLED -> new FactorDisabled(user(message.getFactorDisabled()));
            case MEMBER_PUT ->
                new MemberPut(
                        IdForm.read(message.getMemberPut().getId()),
                        GrantForm.read(message.getMemberPut().getGrant()));
            case MEMBER_REMOVED -> new MemberRemoved(IdForm.read(message.getMemberRemoved()));
            case TOKEN_ISSUED -> new TokenIssued(token(message.getTokenIssued()), expires(message.getTokenIssued()));
            case TOKEN_ROTATED ->
                new TokenRotated(token(message.getTokenRotated()), expires(message.getTokenRotated()));
            case TOKEN_REVOKED -> new TokenRevoked(IdForm.read(message.getTokenRevoked()));
            case SIGNING_KEY_ROTATED ->
                new SigningKeyRotated(
                        new SigningKeyId(message.getSigningKeyRotated().getKey()));
            case DATA_KEY_WRAPPED ->
                new DataKeyWrapped(message.getDataKeyWrapped().getMaster());
            case OBSERVED ->
                new Observed(
                        Math.toIntExact(message.getObserved().getEvents()),
                        Math.toIntExact(message.getObserved().getUsed()));
            case PURGED -> read(message.getPurged());
            case PASSWORD_REHASHED -> new PasswordRehashed(user(message.getPasswordRehashed()));
            case REGISTRATION_REFUSED -> new RegistrationRefused(user(message.getRegistrationRefused()));
            case EVENTS_DELIVERED ->
                new EventsDelivered(
                        message.getEventsDelivered().getNext(),
                        message.getEventsDelivered().getLost());
            case KIND_NOT_SET -> throw ValueForm.missing("event about identity");
        };
    }

    private static IdentityEventMessages.IdentityEvent.OfUser ofUser(UserId user) {
        return IdentityEventMessages.IdentityEvent.OfUser.newBuilder()
                .setUser(user.value())
                .build();
    }

    private static UserId user(IdentityEventMessages.IdentityEvent.OfUser message) {
        return new UserId(message.getUser());
    }

    private static IdentityEventMessages.IdentityEvent.OfSession ofSession(UserId user, SessionId session) {
        return IdentityEventMessages.IdentityEvent.OfSession.newBuilder()
                .setUser(user.value())
                .setSession(session.value())
                .build();
    }

    private static UserId user(IdentityEventMessages.IdentityEvent.OfSession message) {
        return new UserId(message.getUser());
    }

    private static SessionId session(IdentityEventMessages.IdentityEvent.OfSession message) {
        return new SessionId(message.getSession());
    }

    private static IdentityEventMessages.IdentityEvent.TokenIssued ofToken(
            ServiceTokenId token, @Nullable Instant expires) {
        IdentityEventMessages.IdentityEvent.TokenIssued.Builder message =
                IdentityEventMessages.IdentityEvent.TokenIssued.newBuilder().setId(IdForm.write(token));
        if (expires != null) {
            message.setExpiresMillis(expires.toEpochMilli());
        }
        return message.build();
    }

    private static ServiceTokenId token(IdentityEventMessages.IdentityEvent.TokenIssued message) {
        return IdForm.read(message.getId());
    }

    private static @Nullable Instant expires(IdentityEventMessages.IdentityEvent.TokenIssued message) {
        return message.hasExpiresMillis() ? Instant.ofEpochMilli(message.getExpiresMillis()) : null;
    }

    private static IdentityEventMessages.IdentityEvent.UserCreated write(UserCreated created) {
        return IdentityEventMessages.IdentityEvent.UserCreated.newBuilder()
                .setUser(created.subject().value())
                .setAdministrator(StandingForm.choice(created.administrator()))
                .build();
    }

    private static UserCreated read(IdentityEventMessages.IdentityEvent.UserCreated message) {
        return new UserCreated(
                new UserId(message.getUser()),
                StandingForm.read(message.getAdministrator(), message.getAdministratorValue()));
    }

    private static IdentityEventMessages.IdentityEvent.UserUpdated write(UserUpdated updated) {
        return IdentityEventMessages.IdentityEvent.UserUpdated.newBuilder()
                .setUser(updated.subject().value())
                .setStatus(StandingForm.write(updated.status()))
                .setAdministrator(StandingForm.choice(updated.administrator()))
                .build();
    }

    private static UserUpdated read(IdentityEventMessages.IdentityEvent.UserUpdated message) {
        return new UserUpdated(
                new UserId(message.getUser()),
                StandingForm.read(message.getStatus(), message.getStatusValue()),
                StandingForm.read(message.getAdministrator(), message.getAdministratorValue()));
    }

    private static IdentityEventMessages.IdentityEvent.IdentityLinked write(IdentityLinked linked) {
        return IdentityEventMessages.IdentityEvent.IdentityLinked.newBuilder()
                .setUser(linked.subject().value())
                .setProvider(ValueForm.text(linked.provider()))
                .build();
    }

    private static IdentityLinked read(IdentityEventMessages.IdentityEvent.IdentityLinked message) {
        return new IdentityLinked(new UserId(message.getUser()), message.getProvider());
    }

    private static IdentityEventMessages.IdentityEvent.LoginCharged write(LoginCharged charged) {
        IdentityEventMessages.IdentityEvent.LoginCharged.Builder message =
                IdentityEventMessages.IdentityEvent.LoginCharged.newBuilder()
                        .setAccount(ValueForm.write(charged.account()))
                        .setFailures(charged.failures());
        if (charged.lockedUntil() != null) {
            message.setLockedUntilMillis(charged.lockedUntil().toEpochMilli());
        }
        return message.build();
    }

    private static LoginCharged read(IdentityEventMessages.IdentityEvent.LoginCharged message) {
        return new LoginCharged(
                ValueForm.hash(message.getAccount()),
                Math.toIntExact(message.getFailures()),
                message.hasLockedUntilMillis() ? Instant.ofEpochMilli(message.getLockedUntilMillis()) : null);
    }

    private static IdentityEventMessages.IdentityEvent.SessionOpened write(SessionOpened opened) {
        return IdentityEventMessages.IdentityEvent.SessionOpened.newBuilder()
                .setUser(opened.subject().value())
                .setSession(opened.session().value())
                .setMethod(StandingForm.write(opened.method()))
                .build();
    }

    private static SessionOpened read(IdentityEventMessages.IdentityEvent.SessionOpened message) {
        return new SessionOpened(
                new UserId(message.getUser()),
                new SessionId(message.getSession()),
                StandingForm.read(message.getMethod(), message.getMethodValue()));
    }

    private static IdentityEventMessages.IdentityEvent.SessionsClosed write(SessionsClosed closed) {
        return IdentityEventMessages.IdentityEvent.SessionsClosed.newBuilder()
                .setUser(closed.subject().value())
                .addAllSessions(closed.sessions().stream().map(SessionId::value).toList())
                .build();
    }

    private static SessionsClosed read(IdentityEventMessages.IdentityEvent.SessionsClosed message) {
        return new SessionsClosed(
                new UserId(message.getUser()),
                message.getSessionsList().stream().map(SessionId::new).toList());
    }

    private static IdentityEventMessages.IdentityEvent.MemberPut write(MemberPut put) {
        return IdentityEventMessages.IdentityEvent.MemberPut.newBuilder()
                .setId(IdForm.write(put.subject()))
                .setGrant(GrantForm.write(put.grant()))
                .build();
    }

    private static IdentityEventMessages.IdentityEvent.Purged write(Purged purged) {
        return IdentityEventMessages.IdentityEvent.Purged.newBuilder()
                .setSessions(purged.sessions())
                .setTokens(purged.tokens())
                .setAccounts(purged.accounts())
                .setEvents(purged.events())
                .build();
    }

    private static Purged read(IdentityEventMessages.IdentityEvent.Purged message) {
        return new Purged(
                Math.toIntExact(message.getSessions()),
                Math.toIntExact(message.getTokens()),
                Math.toIntExact(message.getAccounts()),
                Math.toIntExact(message.getEvents()));
    }
}
