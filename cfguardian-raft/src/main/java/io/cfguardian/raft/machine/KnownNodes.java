package io.cfguardian.raft.machine;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.store.RocksStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nodes by their Raft addresses: as they are recorded, or as the settings name them while nothing is. Thread-safe. */
final class KnownNodes {

    private final RocksStore store;
    private final List<ClusterNode> configured;

    KnownNodes(RocksStore store, RaftNodeSettings settings) {
        this.store = store;
        this.configured = settings.members().stream()
                .map(member -> ClusterNode.founder(
                        new NodeId(member.id()), member.raft().toString(), member.http(), Standing.VOTER))
                .toList();
    }

    /** As the settings name them. */
    List<ClusterNode> configured() {
        return configured;
    }

    Map<MemberAddress, ClusterNode> now() {
        Map<MemberAddress, ClusterNode> nodes = new TreeMap<>();
        recorded().forEach(node -> nodes.put(MemberAddress.parse(node.address()), node));
        return nodes;
    }

    private List<ClusterNode> recorded() {
        try (View view = store.view()) {
            return view.find(EntityKey.roster()).map(roster -> roster.nodes()).orElse(configured);
        }
    }
}
