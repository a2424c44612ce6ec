package io.cfguardian.domain.state;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;

/**
 * Where the state stands.
 *
 * @param revision the last commit's
 * @param chainHash the last commit's hash, {@link Hash#ZERO} before the first
 * @param time log time: the latest time any command carried so far; it never goes back
 * @param counts how much there is of what is bounded in the cluster as a whole
 * @param clientRequests the remembered answers to keys that clients chose
 * @param nodeRequests the remembered answers to ids that nodes generated
 * @param securityEvents the security events that are kept
 */
public record Head(
        Revision revision,
        Hash chainHash,
        Instant time,
        Counts counts,
        SequenceWindow clientRequests,
        SequenceWindow nodeRequests,
        SequenceWindow securityEvents) {

    /** Where an empty state stands. */
    public static final Head EMPTY = new Head(
            Revision.ZERO,
            Hash.ZERO,
            Instant.EPOCH,
            new Counts(0, 0, 0),
            SequenceWindow.EMPTY,
            SequenceWindow.EMPTY,
            SequenceWindow.EMPTY);

    /**
     * How much there is.
     *
     * @param projects live ones
     * @param users deleted ones included
     * @param administrators users who may sign in and do everything
     */
    public record Counts(long projects, long users, long administrators) {

        public Counts addProjects(long delta) {
            return new Counts(projects + delta, users, administrators);
        }

        public Counts addUsers(long delta) {
            return new Counts(projects, users + delta, administrators);
        }

        public Counts addAdministrators(long delta) {
            return new Counts(projects, users, administrators + delta);
        }
    }

    /** The answers remembered for one origin. */
    public SequenceWindow requests(Origin origin) {
        return switch (origin) {
            case CLIENT -> clientRequests;
            case NODE -> nodeRequests;
        };
    }

    /** This head after a commit. */
    public Head commit(Revision newRevision, Hash newHash, Instant newTime) {
        return new Head(newRevision, newHash, newTime, counts, clientRequests, nodeRequests, securityEvents);
    }

    /** This head with other counts. */
    public Head with(Counts newCounts) {
        return new Head(revision, chainHash, time, newCounts, clientRequests, nodeRequests, securityEvents);
    }

    /** This head at a time, with other answers remembered for {@code origin}. */
    public Head with(Instant newTime, Origin origin, SequenceWindow window) {
        return new Head(
                revision,
                chainHash,
                newTime,
                counts,
                origin == Origin.CLIENT ? window : clientRequests,
                origin == Origin.NODE ? window : nodeRequests,
                securityEvents);
    }

    /** This head with other security events. */
    public Head withSecurityEvents(SequenceWindow window) {
        return new Head(revision, chainHash, time, counts, clientRequests, nodeRequests, window);
    }
}
