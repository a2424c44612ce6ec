package io.cfguardian.app.projection;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;

/**
 * How far a projection is.
 *
 * @param revision the last commit that it has
 * @param chainHash that commit's hash
 * @param securityEvent the sequence number of the first security event that it does not have
 */
public record Checkpoint(Revision revision, Hash chainHash, long securityEvent) {

    /** Nothing is projected. */
    public static final Checkpoint NONE = new Checkpoint(Revision.ZERO, Hash.ZERO, 0);
}
