package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand.ActivateFactor;
import io.cfguardian.domain.command.IdentityCommand.CreateUser;
import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.DisableFactor;
import io.cfguardian.domain.command.IdentityCommand.EnrolFactor;
import io.cfguardian.domain.command.IdentityCommand.LinkIdentity;
import io.cfguardian.domain.command.IdentityCommand.RegisterUser;
import io.cfguardian.domain.command.IdentityCommand.RehashPassword;
import io.cfguardian.domain.command.IdentityCommand.SetPassword;
import io.cfguardian.domain.command.IdentityCommand.UpdateUser;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;

/** The forms of commands about users and their second factors. */
final class UserCommandForm {

    private UserCommandForm() {}

    static IdentityCommandMessages.IdentityCommand.CreateUser write(CreateUser command) {
        IdentityCommandMessages.IdentityCommand.CreateUser.Builder message =
                IdentityCommandMessages.IdentityCommand.CreateUser.newBuilder()
                        .setUser(command.user().value())
                        .setName(ValueForm.text(command.name()))
                        .setAdministrator(StandingForm.choice(command.administrator()));
        if (command.email() != null) {
            message.setEmail(command.email().value());
        }
        if (command.password() != null) {
            message.setPassword(command.password().value());
        }
        if (command.identity() != null) {
            message.setIdentity(StandingForm.write(command.identity()));
        }
        return message.build();
    }

    static CreateUser read(IdentityCommandMessages.IdentityCommand.CreateUser message) {
        return new CreateUser(
                new UserId(message.getUser()),
                message.hasEmail() ? new EmailAddress(message.getEmail()) : null,
                message.getName(),
                StandingForm.read(message.getAdministrator(), message.getAdministratorValue()),
                message.hasPassword() ? new PasswordHash(message.getPassword()) : null,
                message.hasIdentity() ? StandingForm.read(message.getIdentity()) : null);
    }

    static IdentityCommandMessages.IdentityCommand.RegisterUser write(RegisterUser command) {
        return IdentityCommandMessages.IdentityCommand.RegisterUser.newBuilder()
                .setUser(command.user().value())
                .setEmail(command.email().value())
                .setPassword(command.password().value())
                .setStatus(StandingForm.write(command.status()))
                .build();
    }

    static RegisterUser read(IdentityCommandMessages.IdentityCommand.RegisterUser message) {
        return new RegisterUser(
                new UserId(message.getUser()),
                new EmailAddress(message.getEmail()),
                new PasswordHash(message.getPassword()),
                StandingForm.read(message.getStatus(), message.getStatusValue()));
    }

    static IdentityCommandMessages.IdentityCommand.UpdateUser write(UpdateUser command) {
        IdentityCommandMessages.IdentityCommand.UpdateUser.Builder message =
                IdentityCommandMessages.IdentityCommand.UpdateUser.newBuilder()
                        .setUser(command.user().value());
        if (command.email() != null) {
            message.setEmail(command.email().value());
        }
        if (command.name() != null) {
            message.setName(ValueForm.text(command.name()));
        }
        if (command.status() != null) {
            message.setStatus(StandingForm.write(command.status()));
        }
        if (command.administrator() != null) {
            message.setAdministrator(StandingForm.choice(command.administrator()));
        }
        return message.build();
    }

    static UpdateUser read(IdentityCommandMessages.IdentityCommand.UpdateUser message) {
        return new UpdateUser(
                new UserId(message.getUser()),
                message.hasEmail() ? new EmailAddress(message.getEmail()) : null,
                message.hasName() ? message.getName() : null,
                message.hasStatus() ? StandingForm.read(message.getStatus(), message.getStatusValue()) : null,
                message.hasAdministrator()
                        ? StandingForm.read(message.getAdministrator(), message.getAdministratorValue())
                        : null);
    }

    static IdentityCommandMessages.IdentityCommand.DeleteUser write(DeleteUser command) {
        return IdentityCommandMessages.IdentityCommand.DeleteUser.newBuilder()
                .setUser(command.user().value())
                .build();
    }

    static DeleteUser read(IdentityCommandMessages.IdentityCommand.DeleteUser message) {
        return new DeleteUser(new UserId(message.getUser()));
    }

    static IdentityCommandMessages.IdentityCommand.SetPassword write(SetPassword command) {
        IdentityCommandMessages.IdentityCommand.SetPassword.Builder message =
                IdentityCommandMessages.IdentityCommand.SetPassword.newBuilder()
                        .setUser(command.user().value())
                        .setPassword(command.password().value());
        if (command.checked() != null) {
            message.setChecked(command.checked().value());
        }
        if (command.keep() != null) {
            message.setKeep(command.keep().value());
        }
        if (command.account() != null) {
            message.setAccount(ValueForm.write(command.account()));
        }
        return message.build();
    }

    static SetPassword read(IdentityCommandMessages.IdentityCommand.SetPassword message) {
        return new SetPassword(
                new UserId(message.getUser()),
                new PasswordHash(message.getPassword()),
                message.hasChecked() ? new Revision(message.getChecked()) : null,
                message.hasKeep() ? new SessionId(message.getKeep()) : null,
                message.hasAccount() ? ValueForm.hash(message.getAccount()) : null);
    }

    static IdentityCommandMessages.IdentityCommand.RehashPassword write(RehashPassword command) {
        return IdentityCommandMessages.IdentityCommand.RehashPassword.newBuilder()
                .setUser(command.user().value())
                .setPassword(command.password().value())
                .setChecked(command.checked().value())
                .build();
    }

    static RehashPassword read(IdentityCommandMessages.IdentityCommand.RehashPassword message) {
        return new RehashPassword(
                new UserId(message.getUser()),
                new PasswordHash(message.getPassword()),
                new Revision(message.getChecked()));
    }

    static IdentityCommandMessages.IdentityCommand.LinkIdentity write(LinkIdentity command) {
        return IdentityCommandMessages.IdentityCommand.LinkIdentity.newBuilder()
                .setUser(command.user().value())
                .setIdentity(StandingForm.write(command.identity()))
                .build();
    }

    static LinkIdentity read(IdentityCommandMessages.IdentityCommand.LinkIdentity message) {
        return new LinkIdentity(new UserId(message.getUser()), StandingForm.read(message.getIdentity()));
    }

    static IdentityCommandMessages.IdentityCommand.EnrolFactor write(EnrolFactor command) {
        return IdentityCommandMessages.IdentityCommand.EnrolFactor.newBuilder()
                .setUser(command.user().value())
                .setSecret(StandingForm.write(command.secret()))
                .build();
    }

    static EnrolFactor read(IdentityCommandMessages.IdentityCommand.EnrolFactor message) {
        return new EnrolFactor(new UserId(message.getUser()), StandingForm.sealed(message.getSecret()));
    }

    static IdentityCommandMessages.IdentityCommand.ActivateFactor write(ActivateFactor command) {
        return IdentityCommandMessages.IdentityCommand.ActivateFactor.newBuilder()
                .setUser(command.user().value())
                .setSecret(StandingForm.write(command.secret()))
                .setStep(command.step())
                .addAllRecoveryCodes(
                        command.recoveryCodes().stream().map(ValueForm::write).toList())
                .build();
    }

    static ActivateFactor read(IdentityCommandMessages.IdentityCommand.ActivateFactor message) {
        return new ActivateFactor(
                new UserId(message.getUser()),
                StandingForm.sealed(message.getSecret()),
                message.getStep(),
                message.getRecoveryCodesList().stream().map(ValueForm::hash).toList());
    }

    static IdentityCommandMessages.IdentityCommand.DisableFactor write(DisableFactor command) {
        return IdentityCommandMessages.IdentityCommand.DisableFactor.newBuilder()
                .setUser(command.user().value())
                .setProof(FactorForm.write(command.proof()))
                .build();
    }

    static DisableFactor read(IdentityCommandMessages.IdentityCommand.DisableFactor message) {
        return new DisableFactor(new UserId(message.getUser()), FactorForm.read(message.getProof()));
    }
}
