package io.cfguardian.app.identity;

import io.cfguardian.app.identity.port.Secrets;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.Writes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import org.jspecify.annotations.Nullable;

/** Writes that a node makes on its own account: nobody who asks has proved anything yet, or nobody asks. Used by many threads. */
public final class NodeWrites {

    /** Under which name goes into the history what is done for people who have proved nothing yet. */
    public static final Principal NOBODY = new Principal("anonymous");

    private static final int ID_BYTES = 16;

    private final Writes writes;
    private final Secrets secrets;

    public NodeWrites(Writes writes, Secrets secrets) {
        this.writes = writes;
        this.secrets = secrets;
    }

    /**
     * A request under an id of its own. It is never asked again under it, so it needs no fingerprint, which might be one of
     * secrets.
     */
    public static WriteRequest request(Actor actor, @Nullable Source source, Secrets secrets) {
        RequestId id = new RequestId(Origin.NODE, secrets.random(ID_BYTES).hex());
        return new WriteRequest(actor, source, id, Hash.ZERO);
    }

    /** Keeps house. */
    public Outcome run(Command command) {
        return run(Actor.Node.SYSTEM.principal(), null, command);
    }

    /**
     * Writes for somebody who is about to prove who they are.
     *
     * @param principal under whose name it goes into the history
     */
    public Outcome run(Principal principal, @Nullable Source source, Command command) {
        return switch (writes.run(request(new Actor.Node(principal), source, secrets), command)) {
            case WriteResult.Decided(var answer) -> answer.outcome();
            case WriteResult.Refused(var refusal) ->
                throw new IllegalStateException("a node was refused its own write: " + refusal);
        };
    }
}
