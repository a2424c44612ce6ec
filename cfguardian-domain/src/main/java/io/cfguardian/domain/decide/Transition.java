package io.cfguardian.domain.decide;

import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Decision.Accept;
import io.cfguardian.domain.decide.Decision.Change;
import io.cfguardian.domain.decide.Decision.Keep;
import io.cfguardian.domain.decide.Decision.Refuse;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection.LimitReached;
import io.cfguardian.domain.decide.Rejection.Memory;
import io.cfguardian.domain.decide.Rejection.RequestReused;
import io.cfguardian.domain.decide.Rejection.RightsChanged;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of the replicated state: a command is decided and what follows is written. The same commands in the same
 * order, from the same state, write the same bytes on every node and in every release: nothing here reads a clock, a
 * random source, a setting or the order of a hash table.
 *
 * <p>An accepted command takes the next revision and one commit in the journal. A refused or idle one takes none, but
 * its answer is remembered under its request id like the others, except where {@link Rejection#memory} says otherwise.
 */
public final class Transition {

    private final State state;
    private final StateWriter writer;
    private final Envelope envelope;
    private final RequestMemory memory;

    private Transition(State state, StateWriter writer, Envelope envelope) {
        this.state = state;
        this.writer = writer;
        this.envelope = envelope;
        this.memory = new RequestMemory(state, writer);
    }

    /**
     * Decides {@code envelope} on {@code state} and writes what follows to {@code writer}, whose writes {@code state}
     * sees at once. Single-threaded: the caller owns both.
     *
     * @throws IllegalStateException when state and events do not fit together, which is a bug; what was written must then
     *     be thrown away
     */
    public static Answer step(State state, StateWriter writer, Envelope envelope) {
        return new Transition(state, writer, envelope).step();
    }

    private Answer step() {
        Optional<RequestRecord> known = memory.recall(envelope);
        if (known.isPresent()) {
            boolean same = known.get().fingerprint().equals(envelope.fingerprint());
            return same
                    ? new Answer(known.get().outcome(), Turn.REPEATED)
                    : first(new Rejected(state.head().revision(), RequestReused.REQUEST_REUSED));
        }
        Instant last = state.head().time();
        Instant time = envelope.time().isBefore(last) ? last : envelope.time();
        if (!memory.hasRoom(envelope.requestId().origin(), time)) {
            return first(new Rejected(state.head().revision(), new LimitReached(Limit.REQUESTS_FROM_CLIENTS)));
        }
        Stamp stamp = new Stamp(state.head().revision().next(), time, envelope.principal());
        Outcome outcome = outcome(isGranted() ? decide(stamp) : Decision.refuse(RightsChanged.RIGHTS_CHANGED), stamp);
        if (isRemembered(outcome)) {
            memory.remember(envelope, time, outcome);
        }
        return first(outcome);
    }

    private boolean isGranted() {
        Actor actor = envelope.actor();
        for (Demand demand : Demand.of(envelope.command(), actor)) {
            if (Rights.of(actor, demand, state) != Access.GRANTED) {
                return false;
            }
        }
        return true;
    }

    private Decision decide(Stamp stamp) {
        return switch (envelope.command()) {
            case CreateProject command -> new ProjectDecider(state).decide(command);
            case UpdateProject command -> new ProjectDecider(state).decide(command);
            case DeleteProject command -> new ProjectDecider(state).decide(command);
            case CreateEnvironment command -> new EnvironmentDecider(state).decide(command);
            case UpdateEnvironment command -> new EnvironmentDecider(state).decide(command);
            case DeleteEnvironment command -> new EnvironmentDecider(state).decide(command);
            case ChangeDocuments command -> new DocumentDecider(state).decide(command);
            case IdentityCommand command -> new IdentityDecider(state, stamp, envelope).decide(command);
            case ClusterCommand command -> new ClusterDecider(state).decide(command);
        };
    }

    private Outcome outcome(Decision decision, Stamp stamp) {
        return switch (decision) {
            case Accept accept -> commit(accept, stamp);
            case Keep(var results) -> new Unchanged(state.head().revision(), results);
            case Refuse(Rejection rejection) -> new Rejected(state.head().revision(), rejection);
        };
    }

    private Committed commit(Accept accept, Stamp stamp) {
        Hash previous = state.head().chainHash();
        Evolution evolution = new Evolution(state, writer, stamp);
        for (Change change : accept.changes()) {
            evolution.write(change);
        }
        List<Event> events = accept.changes().stream().map(Change::event).toList();
        new SecurityLog(state, writer, envelope).record(stamp, events);
        Commit commit = Commit.append(stamp, envelope.requestId(), events, previous);
        writer.append(commit);
        writer.head(state.head().commit(stamp.revision(), commit.hash(), stamp.time()));
        return new Committed(stamp.revision(), stamp.time(), accept.results());
    }

    private static boolean isRemembered(Outcome outcome) {
        return !(outcome instanceof Rejected(var ignored, Rejection rejection)
                && rejection.memory() == Memory.FORGOTTEN);
    }

    private static Answer first(Outcome outcome) {
        return new Answer(outcome, Turn.FIRST);
    }
}
