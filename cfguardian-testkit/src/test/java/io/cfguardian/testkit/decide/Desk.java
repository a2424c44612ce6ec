package io.cfguardian.testkit.decide;

import static io.cfguardian.testkit.example.Examples.ALICE;
import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.hash;

import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.testkit.scenario.AnswerText;
import io.cfguardian.testkit.state.InMemoryState;
import java.time.Instant;

/** Where commands are handed in: Alice's, each under an id of its own, all at noon unless said otherwise. */
final class Desk {

    final InMemoryState state = new InMemoryState();
    private long made;

    /** The answer to {@code command} under a node's id. */
    String ask(Command command) {
        made++;
        return ask(new RequestId(Origin.NODE, "n" + made), NOON, command);
    }

    /** The answer to {@code command}; the same id with the same command is a retry. */
    String ask(RequestId id, Instant time, Command command) {
        return AnswerText.of(Transition.step(
                state, state, new Envelope(id, new Actor.Node(ALICE), null, time, hash(command.toString()), command)));
    }
}
