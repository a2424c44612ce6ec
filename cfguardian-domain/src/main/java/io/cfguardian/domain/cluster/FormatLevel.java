package io.cfguardian.domain.cluster;

import io.cfguardian.domain.command.ClusterCommand;
import io.cfguardian.domain.command.Command;

/**
 * What the log and the state may hold. A kind of command, event or record that a release adds raises the level it writes, and none
 * of these is proposed before the cluster's level says that every node can read it. A cluster's level never falls.
 *
 * @param value 1 or more
 */
public record FormatLevel(int value) {

    /** Where everything began: projects, documents, users. */
    public static final FormatLevel FIRST = new FormatLevel(1);

    /** The nodes of the cluster are part of its state. */
    public static final FormatLevel NODES = new FormatLevel(2);

    /** The highest that this release reads and writes. */
    public static final FormatLevel NEWEST = NODES;

    public FormatLevel {
        if (value < 1) {
            throw new IllegalArgumentException("a format level is 1 or more, got " + value);
        }
    }

    /**
     * The level that a cluster must have before a command is proposed. Those that record the nodes or raise the level need none:
     * who proposes them has asked every node.
     */
    public static FormatLevel neededFor(Command command) {
        return command instanceof ClusterCommand cluster ? neededFor(cluster) : FIRST;
    }

    private static FormatLevel neededFor(ClusterCommand command) {
        return switch (command) {
            case ClusterCommand.FoundCluster ignored -> FIRST;
            case ClusterCommand.RaiseFormat ignored -> FIRST;
            case ClusterCommand.AddNode ignored -> NODES;
            case ClusterCommand.PromoteNode ignored -> NODES;
            case ClusterCommand.RemoveNode ignored -> NODES;
            case ClusterCommand.SettleNode ignored -> NODES;
        };
    }

    public boolean isAbove(FormatLevel other) {
        return value > other.value;
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
