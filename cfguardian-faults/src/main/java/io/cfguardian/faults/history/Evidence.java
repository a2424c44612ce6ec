package io.cfguardian.faults.history;

import java.util.List;

/**
 * All that is known of a run when it is over, the cluster is healed, and no request is on its way any more.
 *
 * @param operations of all clients, in any order
 * @param journals one of each node
 * @param watched one of each watcher, which watched all configs of the run and was given the time to see the last commit
 */
public record Evidence(List<Operation> operations, List<Journal> journals, List<Watched> watched) {

    public Evidence {
        operations = List.copyOf(operations);
        journals = List.copyOf(journals);
        watched = List.copyOf(watched);
        if (journals.isEmpty()) {
            throw new IllegalArgumentException("no journal");
        }
    }
}
