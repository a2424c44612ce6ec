package io.cfguardian.domain.state;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;

/**
 * Where the state stands.
 *
 * @param revision the last commit's
 * @param chainHash the last commit's hash, {@link Hash#ZERO} before the first
 * @param time log time: the latest time any command carried so far; it never goes back
 * @param projects how many live projects there are
 * @param clientRequests the remembered answers to keys that clients chose
 * @param nodeRequests the remembered answers to ids that nodes generated
 */
public record Head(
        Revision revision,
        Hash chainHash,
        Instant time,
        long projects,
        RequestWindow clientRequests,
        RequestWindow nodeRequests) {

    /** Where an empty state stands. */
    public static final Head EMPTY =
            new Head(Revision.ZERO, Hash.ZERO, Instant.EPOCH, 0, RequestWindow.EMPTY, RequestWindow.EMPTY);
}
