package io.cfguardian.faults.history;

import java.util.List;

/**
 * The commits that one node has when a run is over.
 *
 * @param node its number
 * @param commits in the node's order
 */
public record Journal(int node, List<Commit> commits) {

    public Journal {
        commits = List.copyOf(commits);
    }

    /**
     * One commit.
     *
     * @param request the idempotency key of the write, empty for what the cluster did by itself
     * @param hash of the chain up to here
     * @param changes of configs; none when the commit is about something else
     */
    public record Commit(long revision, String request, String hash, List<Applied> changes) {

        public Commit {
            changes = List.copyOf(changes);
        }
    }
}
