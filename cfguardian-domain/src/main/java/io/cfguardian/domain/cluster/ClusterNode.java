package io.cfguardian.domain.cluster;

import io.cfguardian.domain.bytes.Ascii;
import io.cfguardian.domain.key.NodeId;
import java.util.Objects;

/**
 * A node of the cluster.
 *
 * @param id its name
 * @param address where the other nodes reach it, host:port; the same text for as long as it belongs to the cluster
 * @param http where clients reach it, host:port
 * @param standing what it is to be
 * @param phase how far it is with that
 */
public record ClusterNode(NodeId id, String address, String http, Standing standing, Phase phase) {

    /** The longest address there is. */
    public static final int ADDRESS_CHARS_MAX = 260;

    /** What a node is. */
    public enum Standing {
        /** It counts for majorities and may lead. */
        VOTER,
        /** It has a copy of everything and serves reads; it counts for nothing. */
        LEARNER
    }

    /** What is under way. */
    public enum Phase {
        /** Nothing: it is what it is to be. */
        SETTLED,
        /** It is about to become what it is to be. */
        JOINING,
        /** It is about to be none of the cluster's nodes. */
        LEAVING
    }

    /** @throws IllegalArgumentException when an address is not of the form host:port, or too long */
    public ClusterNode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(phase, "phase");
        checkAddress(address);
        checkAddress(http);
    }

    /** A node that has been one from the beginning. */
    public static ClusterNode founder(NodeId id, String address, String http, Standing standing) {
        return new ClusterNode(id, address, http, standing, Phase.SETTLED);
    }

    public boolean isVoter() {
        return standing == Standing.VOTER;
    }

    public boolean isSettled() {
        return phase == Phase.SETTLED;
    }

    /** This node in another phase. */
    public ClusterNode in(Phase other) {
        return new ClusterNode(id, address, http, standing, other);
    }

    /** This learner about to become a voter. */
    public ClusterNode promoted() {
        return new ClusterNode(id, address, http, Standing.VOTER, Phase.JOINING);
    }

    /** Whether a text is of the form host:port, printable and not too long. */
    public static boolean isAddress(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && colon < text.length() - 1 && text.length() <= ADDRESS_CHARS_MAX && Ascii.isVisible(text);
    }

    private static void checkAddress(String address) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException("an address is host:port, at most " + ADDRESS_CHARS_MAX + " characters");
        }
    }
}
