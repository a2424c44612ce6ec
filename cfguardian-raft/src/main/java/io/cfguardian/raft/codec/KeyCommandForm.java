package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand.Bootstrap;
import io.cfguardian.domain.command.IdentityCommand.KeyPair;
import io.cfguardian.domain.command.IdentityCommand.RewrapDataKey;
import io.cfguardian.domain.command.IdentityCommand.RotateSigningKey;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.PasswordHash;
import io.cfguardian.domain.key.SigningKeyId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;
import java.time.Duration;

/** The forms of commands about keys. */
final class KeyCommandForm {

    private KeyCommandForm() {}

    static IdentityCommandMessages.IdentityCommand.Bootstrap write(Bootstrap command) {
        return IdentityCommandMessages.IdentityCommand.Bootstrap.newBuilder()
                .setUser(command.user().value())
                .setEmail(command.email().value())
                .setPassword(command.password().value())
                .setMaster(ValueForm.text(command.master()))
                .setDataKey(StandingForm.write(command.dataKey()))
                .setSigningKey(write(command.signingKey()))
                .build();
    }

    static Bootstrap read(IdentityCommandMessages.IdentityCommand.Bootstrap message) {
        return new Bootstrap(
                new UserId(message.getUser()),
                new EmailAddress(message.getEmail()),
                new PasswordHash(message.getPassword()),
                message.getMaster(),
                StandingForm.sealed(message.getDataKey()),
                read(message.getSigningKey()));
    }

    static IdentityCommandMessages.IdentityCommand.RotateSigningKey write(RotateSigningKey command) {
        return IdentityCommandMessages.IdentityCommand.RotateSigningKey.newBuilder()
                .setCurrent(command.current().value())
                .setNext(write(command.next()))
                .setOverlapMillis(command.overlap().toMillis())
                .build();
    }

    static RotateSigningKey read(IdentityCommandMessages.IdentityCommand.RotateSigningKey message) {
        return new RotateSigningKey(
                new SigningKeyId(message.getCurrent()),
                read(message.getNext()),
                Duration.ofMillis(message.getOverlapMillis()));
    }

    static IdentityCommandMessages.IdentityCommand.RewrapDataKey write(RewrapDataKey command) {
        return IdentityCommandMessages.IdentityCommand.RewrapDataKey.newBuilder()
                .setCurrent(ValueForm.text(command.current()))
                .setNext(ValueForm.text(command.next()))
                .setDataKey(StandingForm.write(command.dataKey()))
                .build();
    }

    static RewrapDataKey read(IdentityCommandMessages.IdentityCommand.RewrapDataKey message) {
        return new RewrapDataKey(message.getCurrent(), message.getNext(), StandingForm.sealed(message.getDataKey()));
    }

    private static IdentityCommandMessages.IdentityCommand.KeyPair write(KeyPair pair) {
        return IdentityCommandMessages.IdentityCommand.KeyPair.newBuilder()
                .setId(pair.id().value())
                .setPublicKey(StandingForm.write(pair.publicKey()))
                .setPrivateKey(StandingForm.write(pair.privateKey()))
                .build();
    }

    private static KeyPair read(IdentityCommandMessages.IdentityCommand.KeyPair message) {
        return new KeyPair(
                new SigningKeyId(message.getId()),
                StandingForm.bytes(message.getPublicKey()),
                StandingForm.sealed(message.getPrivateKey()));
    }
}
