package io.cfguardian.domain.command;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command with everything that deciding needs and may not look up: who, when, under which request id.
 *
 * @param requestId names this attempt
 * @param actor who asks
 * @param source from where, null for a node's own doing
 * @param time the proposing node's wall clock, cut to milliseconds; log time never goes back, whatever this says
 * @param fingerprint the SHA-256 of what was asked, to tell a retry from another request under the same id
 * @param command what is asked
 */
public record Envelope(
        RequestId requestId, Actor actor, @Nullable Source source, Instant time, Hash fingerprint, Command command) {

    public Envelope {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The name under which this goes into the history. */
    public Principal principal() {
        return actor.principal();
    }
}
