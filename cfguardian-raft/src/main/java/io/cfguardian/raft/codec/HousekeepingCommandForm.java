package io.cfguardian.raft.codec;

import io.cfguardian.domain.command.IdentityCommand.Observe;
import io.cfguardian.domain.command.IdentityCommand.Purge;
import io.cfguardian.domain.command.IdentityCommand.Seen;
import io.cfguardian.domain.command.IdentityCommand.UserSession;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.raft.codec.proto.IdentityCommandMessages;
import java.time.Instant;

/** The forms of commands by which nodes record and clear away. */
final class HousekeepingCommandForm {

    private HousekeepingCommandForm() {}

    static IdentityCommandMessages.IdentityCommand.Observe write(Observe command) {
        return IdentityCommandMessages.IdentityCommand.Observe.newBuilder()
                .addAllEvents(command.events().stream()
                        .map(HousekeepingCommandForm::write)
                        .toList())
                .addAllUsed(command.used().stream().map(IdForm::write).toList())
                .build();
    }

    static Observe read(IdentityCommandMessages.IdentityCommand.Observe message) {
        return new Observe(
                message.getEventsList().stream()
                        .map(HousekeepingCommandForm::read)
                        .toList(),
                message.getUsedList().stream().map(IdForm::read).toList());
    }

    static IdentityCommandMessages.IdentityCommand.Purge write(Purge command) {
        IdentityCommandMessages.IdentityCommand.Purge.Builder message =
                IdentityCommandMessages.IdentityCommand.Purge.newBuilder()
                        .addAllSessions(command.sessions().stream()
                                .map(HousekeepingCommandForm::write)
                                .toList())
                        .addAllTokens(
                                command.tokens().stream().map(IdForm::write).toList())
                        .addAllAccounts(command.accounts().stream()
                                .map(ValueForm::write)
                                .toList());
        if (command.eventsBefore() != null) {
            message.setEventsBeforeMillis(command.eventsBefore().toEpochMilli());
        }
        return message.build();
    }

    static Purge read(IdentityCommandMessages.IdentityCommand.Purge message) {
        return new Purge(
                message.getSessionsList().stream()
                        .map(HousekeepingCommandForm::read)
                        .toList(),
                message.getTokensList().stream().map(IdForm::read).toList(),
                message.getAccountsList().stream().map(ValueForm::hash).toList(),
                message.hasEventsBeforeMillis() ? Instant.ofEpochMilli(message.getEventsBeforeMillis()) : null);
    }

    private static IdentityCommandMessages.IdentityCommand.Seen write(Seen seen) {
        return IdentityCommandMessages.IdentityCommand.Seen.newBuilder()
                .setTimeMillis(seen.time().toEpochMilli())
                .setObservation(ObservationForm.write(seen.observation()))
                .build();
    }

    private static Seen read(IdentityCommandMessages.IdentityCommand.Seen message) {
        return new Seen(Instant.ofEpochMilli(message.getTimeMillis()), ObservationForm.read(message.getObservation()));
    }

    private static IdentityCommandMessages.IdentityCommand.UserSession write(UserSession session) {
        return IdentityCommandMessages.IdentityCommand.UserSession.newBuilder()
                .setUser(session.user().value())
                .setSession(session.session().value())
                .build();
    }

    private static UserSession read(IdentityCommandMessages.IdentityCommand.UserSession message) {
        return new UserSession(new UserId(message.getUser()), new SessionId(message.getSession()));
    }
}
