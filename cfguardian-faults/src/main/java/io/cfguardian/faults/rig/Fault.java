package io.cfguardian.faults.rig;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done to a cluster. Each lasts for a while and is then undone. */
public enum Fault {
    /** One process gets SIGKILL, and is started again. */
    KILL(Need.NOTHING),
    /** One process is frozen by SIGSTOP: its connections stay, it says nothing. */
    PAUSE(Need.NOTHING),
    /** Every process gets SIGKILL at once, and is started again. */
    BLACKOUT(Need.NOTHING),
    /** One process gets SIGKILL, its data are removed, and it is started again, under its old name and with nothing. */
    WIPE(Need.NOTHING),
    /** One node and the others do not reach each other. */
    PARTITION(Need.NETWORK),
    /** What one node sends does not reach the others; it hears them. */
    MUTE(Need.NETWORK),
    /** One pair of nodes do not reach each other; the third reaches both. */
    BRIDGE(Need.NETWORK),
    /** Of all packets between nodes, a part is lost. */
    LOSS(Need.NETWORK),
    /** All disks lose what was not made durable, and every process dies. */
    POWER(Need.DISKS),
    /** The disk of one node is full. */
    FULL(Need.DISKS),
    /** Every fsync of one node takes a tenth of a second more. */
    SLOW(Need.TRACER),
    /** Every fsync of one node fails. */
    EIO(Need.TRACER),
    /** Packets between nodes are late, and overtake each other. */
    DELAY(Need.PACKETS),
    /** Of some packets between nodes a bit is turned round, and the checksum fits. */
    SPOIL(Need.PACKETS),
    /** The wall clock of one node jumps an hour or 90 days forward, trembles, and jumps back. */
    CLOCK(Need.CLOCKS);

    /** What a fault needs of the machine. */
    public enum Need {
        /** Nothing but processes. */
        NOTHING,
        /** A network of its own. */
        NETWORK,
        /** Disks of its own. */
        DISKS,
        /** A tracer that delays what a process asks of the system. */
        TRACER,
        /** Packets that a program is asked about. */
        PACKETS,
        /** Clocks that can be moved. */
        CLOCKS
    }

    private final Need need;

    Fault(Need need) {
        this.need = need;
    }

    /** What it needs. */
    public Need need() {
        return need;
    }

    /** Whether a node may end itself over it: one that cannot write any more, or not know what it wrote, has nothing better to do. */
    public boolean mayEndNodes() {
        return this == FULL || this == EIO;
    }

    /** Those that need no more than there is. */
    public static List<Fault> possible(Set<Need> given) {
        return Arrays.stream(values())
                .filter(fault -> given.contains(fault.need))
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
