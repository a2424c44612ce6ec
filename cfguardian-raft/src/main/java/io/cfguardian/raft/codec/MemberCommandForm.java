package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;
import java.time.Duration;
import java.time.Instant;

/** The forms of commands about members and service tokens. */
final class MemberCommandForm {

    private MemberCommandForm() {}

    static IdentityCommandMessages.IdentityCommand.PutMember write(PutMember command) {
        return IdentityCommandMessages.IdentityCommand.PutMember.newBuilder()
                .setId(IdForm.write(command.id()))
                .setGrant(GrantForm.write(command.grant()))
                .build();
    }

    static PutMember read(IdentityCommandMessages.IdentityCommand.PutMember message) {
        return new PutMember(IdForm.read(message.getId()), GrantForm.read(message.getGrant()));
    }

    static IdentityCommandMessages.IdentityCommand.RemoveMember write(RemoveMember command) {
        return IdentityCommandMessages.IdentityCommand.RemoveMember.newBuilder()
                .setId(IdForm.write(command.id()))
                .build();
    }

    static RemoveMember read(IdentityCommandMessages.IdentityCommand.RemoveMember message) {
        return new RemoveMember(IdForm.read(message.getId()));
    }

    static IdentityCommandMessages.IdentityCommand.IssueToken write(IssueToken command) {
        IdentityCommandMessages.IdentityCommand.IssueToken.Builder message =
                IdentityCommandMessages.IdentityCommand.IssueToken.newBuilder()
                        .setId(IdForm.write(command.id()))
                        .setDescription(ValueForm.text(command.description()))
                        .setSecret(ValueForm.write(command.secret()))
                        .setGrant(GrantForm.write(command.grant()));
        if (command.expires() != null) {
            message.setExpiresMillis(command.expires().toEpochMilli());
        }
        return message.build();
    }

    static IssueToken read(IdentityCommandMessages.IdentityCommand.IssueToken message) {
        return new IssueToken(
                IdForm.read(message.getId()),
                message.getDescription(),
                ValueForm.hash(message.getSecret()),
                message.hasExpiresMillis() ? Instant.ofEpochMilli(message.getExpiresMillis()) : null,
                GrantForm.read(message.getGrant()));
    }

    static IdentityCommandMessages.IdentityCommand.RotateToken write(RotateToken command) {
        IdentityCommandMessages.IdentityCommand.RotateToken.Builder message =
                IdentityCommandMessages.IdentityCommand.RotateToken.newBuilder()
                        .setId(IdForm.write(command.id()))
                        .setSecret(ValueForm.write(command.secret()))
                        .setOverlapMillis(command.overlap().toMillis());
        if (command.expires() != null) {
            message.setExpiresMillis(command.expires().toEpochMilli());
        }
        return message.build();
    }

    static RotateToken read(IdentityCommandMessages.IdentityCommand.RotateToken message) {
        return new RotateToken(
                IdForm.read(message.getId()),
                ValueForm.hash(message.getSecret()),
                Duration.ofMillis(message.getOverlapMillis()),
                message.hasExpiresMillis() ? Instant.ofEpochMilli(message.getExpiresMillis()) : null);
    }

    static IdentityCommandMessages.IdentityCommand.RevokeToken write(RevokeToken command) {
        return IdentityCommandMessages.IdentityCommand.RevokeToken.newBuilder()
                .setId(IdForm.write(command.id()))
                .build();
    }

    static RevokeToken read(IdentityCommandMessages.IdentityCommand.RevokeToken message) {
        return new RevokeToken(IdForm.read(message.getId()));
    }
}
