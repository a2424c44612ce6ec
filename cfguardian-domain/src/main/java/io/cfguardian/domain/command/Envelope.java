package io.cfguardian.domain.command;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.identity.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A command with everything that deciding needs and may not look up: who, when, under which request id.
 *
 * @param requestId names this attempt
 * @param principal who asks
 * @param time the proposing node's wall clock, cut to milliseconds; log time never goes back, whatever this says
 * @param fingerprint the SHA-256 of what was asked, to tell a retry from another request under the same id
 * @param command what is asked
 */
public record Envelope(RequestId requestId, Principal principal, Instant time, Hash fingerprint, Command command) {

    public Envelope {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }
}
