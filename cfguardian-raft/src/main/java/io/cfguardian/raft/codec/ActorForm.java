package io.cfguardian.raft.codec;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.raft.codec.proto.CommandMessages;
import io.cfguardian.raft.codec.proto.IdentityMessages;

/** The forms of who asks and from where. */
final class ActorForm {

    private ActorForm() {}

    /** Writes the principal always, and the actor unless it is a node: so what nodes do has the form it always had. */
    static void write(Actor actor, CommandMessages.Envelope.Builder message) {
        message.setPrincipal(ValueForm.write(actor.principal()));
        switch (actor) {
            case Actor.Person(UserId user, SessionId session) ->
                message.setActor(IdentityMessages.Actor.newBuilder()
                        .setPerson(IdentityMessages.Actor.Person.newBuilder()
                                .setUser(user.value())
                                .setSession(session.value())));
            case Actor.Service(var token) ->
                message.setActor(IdentityMessages.Actor.newBuilder().setService(IdForm.write(token)));
            case Actor.Node ignored -> {}
        }
    }

    static Actor read(CommandMessages.Envelope message) {
        Principal principal = new Principal(message.getPrincipal());
        Actor actor = message.hasActor() ? read(message.getActor()) : new Actor.Node(principal);
        if (!actor.principal().equals(principal)) {
            throw UnreadableValue.damaged("actor", "its principal is another");
        }
        return actor;
    }

    private static Actor read(IdentityMessages.Actor message) {
        return switch (message.getKindCase()) {
            case PERSON ->
                new Actor.Person(
                        new UserId(message.getPerson().getUser()),
                        new SessionId(message.getPerson().getSession()));
            case SERVICE -> new Actor.Service(IdForm.read(message.getService()));
            case KIND_NOT_SET -> throw ValueForm.missing("actor");
        };
    }

    static IdentityMessages.Source write(Source source) {
        return IdentityMessages.Source.newBuilder()
                .setAddress(source.address())
                .setAgent(source.agent())
                .build();
    }

    static Source read(IdentityMessages.Source message) {
        return new Source(message.getAddress(), message.getAgent());
    }
}
