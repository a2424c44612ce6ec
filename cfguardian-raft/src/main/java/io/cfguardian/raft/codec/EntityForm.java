package io.cfguardian.raft.codec;

import io.cfguardian.domain.identity.DataKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EventDelivery;
import io.cfguardian.domain.identity.FederatedLink;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.proto.IdentityMessages;
import java.time.Instant;

/** The forms of what the identity state holds. */
final class EntityForm {

    private EntityForm() {}

    static IdentityMessages.Entity write(Entity entity) {
        IdentityMessages.Entity.Builder message = IdentityMessages.Entity.newBuilder();
        switch (entity) {
            case User user -> message.setUser(write(user));
            case EmailClaim(EmailAddress email, UserId user) ->
                message.setEmail(IdentityMessages.EmailClaim.newBuilder()
                        .setEmail(email.value())
                        .setUser(user.value()));
            case FederatedLink(var id, UserId user) ->
                message.setFederated(IdentityMessages.FederatedLink.newBuilder()
                        .setId(StandingForm.write(id))
                        .setUser(user.value()));
            case LoginAttempts attempts -> message.setAttempts(write(attempts));
            case Session session -> message.setSession(write(session));
            case Membership(var id, var grant, var granted) ->
                message.setMember(IdentityMessages.Membership.newBuilder()
                        .setId(IdForm.write(id))
                        .setGrant(GrantForm.write(grant))
                        .setGranted(ValueForm.write(granted)));
            case ServiceToken token -> message.setToken(write(token));
            case SigningKey key -> message.setSigningKey(write(key));
            case DataKey(String master, var wrapped) ->
                message.setDataKey(IdentityMessages.DataKey.newBuilder()
                        .setMaster(ValueForm.text(master))
                        .setWrapped(StandingForm.write(wrapped)));
            case SecurityEvent event ->
                message.setSecurityEvent(IdentityMessages.SecurityEvent.newBuilder()
                        .setSequence(event.sequence())
                        .setTimeMillis(event.time().toEpochMilli())
                        .setObservation(ObservationForm.write(event.observation()))
                        .setRevision(event.revision().value()));
            case EventDelivery(long next, long lost, Instant advanced) ->
                message.setEventDelivery(IdentityMessages.EventDelivery.newBuilder()
                        .setNext(next)
                        .setLost(lost)
                        .setAdvancedMillis(advanced.toEpochMilli()));
            case Roster roster -> message.setRoster(ClusterForm.write(roster));
        }
        return message.build();
    }

    static Entity read(IdentityMessages.Entity message) {
        return switch (message.getKindCase()) {
            case USER -> read(message.getUser());
            case EMAIL ->
                new EmailClaim(
                        new EmailAddress(message.getEmail().getEmail()),
                        new UserId(message.getEmail().getUser()));
            case FEDERATED ->
                new FederatedLink(
                        StandingForm.read(message.getFederated().getId()),
                        new UserId(message.getFederated().getUser()));
            case ATTEMPTS -> read(message.getAttempts());
            case SESSION -> read(message.getSession());
            case MEMBER ->
                new Membership(
                        IdForm.read(message.getMember().getId()),
                        GrantForm.read(message.getMember().getGrant()),
                        ValueForm.read(message.getMember().getGranted()));
            case TOKEN -> read(message.getToken());
            case SIGNING_KEY -> read(message.getSigningKey());
            case DATA_KEY ->
                new DataKey(
                        message.getDataKey().getMaster(),
                        StandingForm.sealed(message.getDataKey().getWrapped()));
            case SECURITY_EVENT -> {
                IdentityMessages.SecurityEvent event = message.getSecurityEvent();
                yield new SecurityEvent(
                        event.getSequence(),
                        Instant.ofEpochMilli(event.getTimeMillis()),
                        ObservationForm.read(event.getObservation()),
                        new Revision(event.getRevision()));
            }
            case EVENT_DELIVERY ->
                new EventDelivery(
                        message.getEventDelivery().getNext(),
                        message.getEventDelivery().getLost(),
                        Instant.ofEpochMilli(message.getEventDelivery().getAdvancedMillis()));
            case ROSTER -> ClusterForm.read(message.getRoster());
            case KIND_NOT_SET -> throw ValueForm.missing("entity");
        };
    }

    private static IdentityMessages.User write(User user) {
        IdentityMessages.User.Builder message = IdentityMessages.User.newBuilder()
                .setId(user.id().value())
                .setName(ValueForm.text(user.name()))
                .setStatus(StandingForm.write(user.status()))
                .setAdministrator(StandingForm.choice(user.administrator()))
                .setFactor(FactorForm.write(user.factor()))
                .setCreated(ValueForm.write(user.created()))
                .setChanged(user.changed().value())
                .setCredentials(user.credentials().value());
        if (user.email() != null) {
            message.setEmail(user.email().value());
        }
        if (user.password() != null) {
            message.setPassword(user.password().value());
        }
        return message.build();
    }

    private static User read(IdentityMessages.User message) {
        return new User(
                new UserId(message.getId()),
                message.hasEmail() ? new EmailAddress(message.getEmail()) : null,
                message.getName(),
                StandingForm.read(message.getStatus(), message.getStatusValue()),
                StandingForm.read(message.getAdministrator(), message.getAdministratorValue()),
                message.hasPassword() ? new PasswordHash(message.getPassword()) : null,
                FactorForm.read(message.getFactor()),
                ValueForm.read(message.getCreated()),
                new Revision(message.getChanged()),
                new Revision(message.getCredentials()));
    }

    private static IdentityMessages.LoginAttempts write(LoginAttempts attempts) {
        IdentityMessages.LoginAttempts.Builder message = IdentityMessages.LoginAttempts.newBuilder()
                .setAccount(ValueForm.write(attempts.account()))
                .setFailures(attempts.failures())
                .setLastMillis(attempts.last().toEpochMilli());
        if (attempts.lockedUntil() != null) {
            message.setLockedUntilMillis(attempts.lockedUntil().toEpochMilli());
        }
        return message.build();
    }

    private static LoginAttempts read(IdentityMessages.LoginAttempts message) {
        return new LoginAttempts(
                ValueForm.hash(message.getAccount()),
                Math.toIntExact(message.getFailures()),
                Instant.ofEpochMilli(message.getLastMillis()),
                message.hasLockedUntilMillis() ? Instant.ofEpochMilli(message.getLockedUntilMillis()) : null);
    }

    private static IdentityMessages.Session write(Session session) {
        return IdentityMessages.Session.newBuilder()
                .setUser(session.user().value())
                .setId(session.id().value())
                .setMethod(StandingForm.write(session.method()))
                .setReach(StandingForm.write(session.reach()))
                .setFamily(ValueForm.write(session.family()))
                .setSecret(ValueForm.write(session.secret()))
                .setSource(ActorForm.write(session.source()))
                .setOpenedMillis(session.opened().toEpochMilli())
                .setRefreshedMillis(session.refreshed().toEpochMilli())
                .setExpiresMillis(session.expires().toEpochMilli())
                .build();
    }

    private static Session read(IdentityMessages.Session message) {
        // An absent source would read as an empty one.
        if (!message.hasSource()) {
            throw ValueForm.missing("session's source");
        }
        return new Session(
                new UserId(message.getUser()),
                new SessionId(message.getId()),
                StandingForm.read(message.getMethod(), message.getMethodValue()),
                StandingForm.read(message.getReach(), message.getReachValue()),
                ValueForm.hash(message.getFamily()),
                ValueForm.hash(message.getSecret()),
                ActorForm.read(message.getSource()),
                Instant.ofEpochMilli(message.getOpenedMillis()),
                Instant.ofEpochMilli(message.getRefreshedMillis()),
                Instant.ofEpochMilli(message.getExpiresMillis()));
    }

    private static IdentityMessages.ServiceToken write(ServiceToken token) {
        IdentityMessages.ServiceToken.Builder message = IdentityMessages.ServiceToken.newBuilder()
                .setId(IdForm.write(token.id()))
                .setDescription(ValueForm.text(token.description()))
                .setSecret(ValueForm.write(token.secret()))
                .setCreated(ValueForm.write(token.created()))
                .setRotatedMillis(token.rotated().toEpochMilli());
        if (token.previous() != null) {
            message.setPrevious(IdentityMessages.ServiceToken.Previous.newBuilder()
                    .setSecret(ValueForm.write(token.previous().secret()))
                    .setUntilMillis(token.previous().until().toEpochMilli()));
        }
        if (token.expires() != null) {
            message.setExpiresMillis(token.expires().toEpochMilli());
        }
        if (token.lastUsed() != null) {
            message.setLastUsedMillis(token.lastUsed().toEpochMilli());
        }
        return message.build();
    }

    private static ServiceToken read(IdentityMessages.ServiceToken message) {
        return new ServiceToken(
                IdForm.read(message.getId()),
                message.getDescription(),
                ValueForm.hash(message.getSecret()),
                message.hasPrevious() ? read(message.getPrevious()) : null,
                message.hasExpiresMillis() ? Instant.ofEpochMilli(message.getExpiresMillis()) : null,
                message.hasLastUsedMillis() ? Instant.ofEpochMilli(message.getLastUsedMillis()) : null,
                ValueForm.read(message.getCreated()),
                Instant.ofEpochMilli(message.getRotatedMillis()));
    }

    private static ServiceToken.Previous read(IdentityMessages.ServiceToken.Previous message) {
        return new ServiceToken.Previous(
                ValueForm.hash(message.getSecret()), Instant.ofEpochMilli(message.getUntilMillis()));
    }

    private static IdentityMessages.SigningKey write(SigningKey key) {
        IdentityMessages.SigningKey.Builder message = IdentityMessages.SigningKey.newBuilder()
                .setId(key.id().value())
                .setPublicKey(StandingForm.write(key.publicKey()))
                .setPrivateKey(StandingForm.write(key.privateKey()))
                .setCreatedMillis(key.created().toEpochMilli());
        if (key.retires() != null) {
            message.setRetiresMillis(key.retires().toEpochMilli());
        }
        return message.build();
    }

    private static SigningKey read(IdentityMessages.SigningKey message) {
        return new SigningKey(
                new SigningKeyId(message.getId()),
                StandingForm.bytes(message.getPublicKey()),
                StandingForm.sealed(message.getPrivateKey()),
                Instant.ofEpochMilli(message.getCreatedMillis()),
                message.hasRetiresMillis() ? Instant.ofEpochMilli(message.getRetiresMillis()) : null);
    }
}
