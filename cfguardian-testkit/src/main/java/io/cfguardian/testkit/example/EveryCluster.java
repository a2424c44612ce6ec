package io.cfguardian.testkit.example;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Phase;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.cluster.FormatLevel;
import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.Roster;
import io.cfguardian.domain.key.NodeId;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Examples of every kind about the cluster's nodes, by names for files. An example never changes; further ones may come. */
public final class EveryCluster {

    /** A node. */
    public static final NodeId FIRST = new NodeId("node-1");

    private static final NodeId SECOND = new NodeId("n2");
    private static final ClusterNode VOTER =
            new ClusterNode(FIRST, "10.0.0.1:7401", "cfg-1.example.org:7400", Standing.VOTER, Phase.SETTLED);
    private static final ClusterNode LEARNER =
            new ClusterNode(SECOND, "cfg-2:7401", "cfg-2:7400", Standing.LEARNER, Phase.SETTLED);

    private EveryCluster() {}

    /** Every command. */
    public static SequencedMap<String, ClusterCommand> commands() {
        SequencedMap<String, ClusterCommand> all = new TreeMap<>();
        all.put("found-cluster", new ClusterCommand.FoundCluster(FormatLevel.NODES, List.of(VOTER, LEARNER)));
        all.put("raise-format", new ClusterCommand.RaiseFormat(new FormatLevel(1_000)));
        all.put("add-node", new ClusterCommand.AddNode(SECOND, LEARNER.address(), LEARNER.http(), LEARNER.standing()));
        all.put("promote-node", new ClusterCommand.PromoteNode(SECOND));
        all.put("remove-node", new ClusterCommand.RemoveNode(SECOND));
        all.put("settle-node-joining", new ClusterCommand.SettleNode(SECOND, Phase.JOINING));
        all.put("settle-node-leaving", new ClusterCommand.SettleNode(SECOND, Phase.LEAVING));
        return all;
    }

    /** Every event. */
    public static SequencedMap<String, ClusterEvent> events() {
        SequencedMap<String, ClusterEvent> all = new TreeMap<>();
        all.put("cluster-founded", new ClusterEvent.ClusterFounded(FormatLevel.NODES, List.of(LEARNER, VOTER)));
        all.put("format-raised", new ClusterEvent.FormatRaised(new FormatLevel(1_000)));
        all.put(
                "node-added",
                new ClusterEvent.NodeAdded(SECOND, LEARNER.address(), LEARNER.http(), LEARNER.standing()));
        all.put("node-promoted", new ClusterEvent.NodePromoted(SECOND));
        all.put("node-joined", new ClusterEvent.NodeJoined(SECOND));
        all.put("node-leaving", new ClusterEvent.NodeLeaving(SECOND));
        all.put("node-removed", new ClusterEvent.NodeRemoved(SECOND));
        return all;
    }

    /** Every record. */
    public static SequencedMap<String, Entity> entities() {
        SequencedMap<String, Entity> all = new TreeMap<>();
        all.put("roster", Roster.of(FormatLevel.NODES, List.of(VOTER, LEARNER)));
        all.put("roster-joining", Roster.of(FormatLevel.NODES, List.of(VOTER, LEARNER.in(Phase.JOINING))));
        all.put("roster-leaving", Roster.of(FormatLevel.NODES, List.of(VOTER, LEARNER.in(Phase.LEAVING))));
        return all;
    }
}
