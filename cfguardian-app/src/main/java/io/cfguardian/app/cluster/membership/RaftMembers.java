package io.cfguardian.app.cluster.membership;

import java.util.List;
import java.util.stream.Stream;

/**
 * Raft's configuration.
 *
 * @param voters the addresses, host:port, of those that count for majorities
 * @param learners the addresses of those that only copy the log; none of them is a voter
 */
public record RaftMembers(List<String> voters, List<String> learners) {

    public RaftMembers {
        voters = List.copyOf(voters);
        learners = List.copyOf(learners);
    }

    boolean has(String address) {
        return voters.contains(address) || learners.contains(address);
    }

    List<String> all() {
        return Stream.concat(voters.stream(), learners.stream()).toList();
    }
}
