package io.cfguardian.faults.rig;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be done to a cluster. Each lasts for a while and is then undone. */
public enum Fault {
    /** One process gets SIGKILL, and is started again. */
    KILL(false),
    /** One process is frozen by SIGSTOP: its connections stay, it says nothing. */
    PAUSE(false),
    /** Every process gets SIGKILL at once, and is started again. */
    BLACKOUT(false),
    /** One node and the others do not reach each other. */
    PARTITION(true),
    /** What one node sends does not reach the others; it hears them. */
    MUTE(true),
    /** One pair of nodes do not reach each other; the third reaches both. */
    BRIDGE(true),
    /** Of all packets between nodes, a part is lost. */
    LOSS(true);

    private final boolean ofNetwork;

    Fault(boolean ofNetwork) {
        this.ofNetwork = ofNetwork;
    }

    /** All, or those that need no network to cut. */
    public static List<Fault> possible(boolean withNetwork) {
        return Arrays.stream(values())
                .filter(fault -> withNetwork || !fault.ofNetwork)
                .toList();
    }

    /**
     * Reads names with commas between.
     *
     * @throws IllegalArgumentException when one is unknown
     */
    public static List<Fault> parse(String names) {
        return Arrays.stream(names.split(",", -1)).map(Fault::named).toList();
    }

    private static Fault named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.label().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault is named \"" + name + "\"; there are "
                        + Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "))));
    }

    /** The name in commands and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
