package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand.ChargeLogin;
import io.cfguardian.domain.command.IdentityCommand.CloseSessions;
import io.cfguardian.domain.command.IdentityCommand.OpenSession;
import io.cfguardian.domain.command.IdentityCommand.RefreshSession;
import io.cfguardian.domain.command.IdentityCommand.Unlock;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;
import java.time.Duration;

/** The forms of commands about signing in and about sessions. */
final class SessionCommandForm {

    private SessionCommandForm() {}

    static IdentityCommandMessages.IdentityCommand.ChargeLogin write(ChargeLogin command) {
        return IdentityCommandMessages.IdentityCommand.ChargeLogin.newBuilder()
                .setAccount(ValueForm.write(command.account()))
                .build();
    }

    static ChargeLogin read(IdentityCommandMessages.IdentityCommand.ChargeLogin message) {
        return new ChargeLogin(ValueForm.hash(message.getAccount()));
    }

    static IdentityCommandMessages.IdentityCommand.Unlock write(Unlock command) {
        return IdentityCommandMessages.IdentityCommand.Unlock.newBuilder()
                .setUser(command.user().value())
                .setAccount(ValueForm.write(command.account()))
                .build();
    }

    static Unlock read(IdentityCommandMessages.IdentityCommand.Unlock message) {
        return new Unlock(new UserId(message.getUser()), ValueForm.hash(message.getAccount()));
    }

    static IdentityCommandMessages.IdentityCommand.OpenSession write(OpenSession command) {
        IdentityCommandMessages.IdentityCommand.OpenSession.Builder message =
                IdentityCommandMessages.IdentityCommand.OpenSession.newBuilder()
                        .setUser(command.user().value())
                        .setSession(command.session().value())
                        .setChecked(command.checked().value())
                        .setProof(FactorForm.write(command.proof()))
                        .setMethod(StandingForm.write(command.method()))
                        .setReach(StandingForm.write(command.reach()))
                        .setFamily(ValueForm.write(command.family()))
                        .setSecret(ValueForm.write(command.secret()))
                        .setLifetimeMillis(command.lifetime().toMillis());
        if (command.account() != null) {
            message.setAccount(ValueForm.write(command.account()));
        }
        return message.build();
    }

    static OpenSession read(IdentityCommandMessages.IdentityCommand.OpenSession message) {
        return new OpenSession(
                new UserId(message.getUser()),
                new SessionId(message.getSession()),
                message.hasAccount() ? ValueForm.hash(message.getAccount()) : null,
                new Revision(message.getChecked()),
                FactorForm.read(message.getProof()),
                StandingForm.read(message.getMethod(), message.getMethodValue()),
                StandingForm.read(message.getReach(), message.getReachValue()),
                ValueForm.hash(message.getFamily()),
                ValueForm.hash(message.getSecret()),
                Duration.ofMillis(message.getLifetimeMillis()));
    }

    static IdentityCommandMessages.IdentityCommand.RefreshSession write(RefreshSession command) {
        return IdentityCommandMessages.IdentityCommand.RefreshSession.newBuilder()
                .setUser(command.user().value())
                .setSession(command.session().value())
                .setFamily(ValueForm.write(command.family()))
                .setPresented(ValueForm.write(command.presented()))
                .setNext(ValueForm.write(command.next()))
                .setLifetimeMillis(command.lifetime().toMillis())
                .build();
    }

    static RefreshSession read(IdentityCommandMessages.IdentityCommand.RefreshSession message) {
        return new RefreshSession(
                new UserId(message.getUser()),
                new SessionId(message.getSession()),
                ValueForm.hash(message.getFamily()),
                ValueForm.hash(message.getPresented()),
                ValueForm.hash(message.getNext()),
                Duration.ofMillis(message.getLifetimeMillis()));
    }

    static IdentityCommandMessages.IdentityCommand.CloseSessions write(CloseSessions command) {
        IdentityCommandMessages.IdentityCommand.CloseSessions.Builder message =
                IdentityCommandMessages.IdentityCommand.CloseSessions.newBuilder()
                        .setUser(command.user().value());
        if (command.only() != null) {
            message.setOnly(command.only().value());
        }
        return message.build();
    }

    static CloseSessions read(IdentityCommandMessages.IdentityCommand.CloseSessions message) {
        return new CloseSessions(
                new UserId(message.getUser()), message.hasOnly() ? new SessionId(message.getOnly()) : null);
    }
}
