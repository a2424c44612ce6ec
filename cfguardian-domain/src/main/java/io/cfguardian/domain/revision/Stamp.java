package io.cfguardian.domain.revision;

import io.cfguardian.domain.key.Principal;
import java.time.Instant;

/**
 * By which commit something came to be.
 *
 * @param revision the commit
 * @param time its log time: replicated, never decreasing, in milliseconds
 * @param author who asked for it
 */
public record Stamp(Revision revision, Instant time, Principal author) {}
