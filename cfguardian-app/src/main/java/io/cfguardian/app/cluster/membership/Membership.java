package io.cfguardian.app.cluster.membership;

import io.cfguardian.domain.cluster.ClusterNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Raft makes of the nodes, as this node sees and changes it. Used by one thread, which may have to wait. */
public interface Membership {

    /** What is done to Raft's configuration. */
    enum Change {
        ADD_LEARNER,
        REMOVE_LEARNER,
        /** Of a node that is no learner. */
        ADD_VOTER,
        REMOVE_VOTER
    }

    /** This node's Raft address. */
    String self();

    /** Raft's configuration, as last known here; without voters before this node has ever been a member. */
    RaftMembers members();

    /** The nodes that this one's settings name. */
    List<ClusterNode> configured();

    /** What nodes say of themselves, by address; those are absent that do not answer in half a second, or are of a release that does not tell. */
    Map<String, NodeReport> ask(Collection<String> addresses);

    /** Whether what a node has applied is the beginning of what this one has. One that has applied nothing may join as well. */
    boolean sharesHistory(String address);

    /**
     * Changes Raft's configuration and waits until that is committed, for some seconds at most.
     *
     * @return why it has not come about; empty when it has
     */
    Optional<String> change(Change change, String address);

    /** Has any other voter lead; does not wait for it. */
    void handOver();

    /** Tells whoever asks this node for its state what holds a change up; the empty text when nothing does. */
    void tell(String hindrance);
}
