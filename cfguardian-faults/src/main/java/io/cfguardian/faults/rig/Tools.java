package io.cfguardian.faults.rig;

import io.cfguardian.faults.disk.Disks;
import io.cfguardian.testkit.cluster.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the faults of a run are done with; only what they need is made. */
public final class Tools implements AutoCloseable {

    private final Optional<Disks> disks;
    private final Optional<WallClocks> clocks;
    private final Optional<Path> packets;

    private Tools(Optional<Disks> disks, Optional<WallClocks> clocks, Optional<Path> packets) {
        this.disks = disks;
        this.clocks = clocks;
        this.packets = packets;
    }

    /** What the machine has for faults. */
    public static Set<Fault.Need> given() {
        Set<Fault.Need> given = EnumSet.of(Fault.Need.NOTHING);
        if (Network.isOwn()) {
            given.add(Fault.Need.NETWORK);
        }
        if (Network.isOwn() && NativeProgram.hasPacketQueues()) {
            given.add(Fault.Need.PACKETS);
        }
        if (Network.isOwn() && Files.isExecutable(Path.of("/usr/bin/strace"))) {
            given.add(Fault.Need.TRACER);
        }
        if (NativeProgram.hasCompiler()) {
            given.add(Fault.Need.CLOCKS);
        }
        if (Disks.arePossible()) {
            given.add(Fault.Need.DISKS);
        }
        return given;
    }

    /**
     * Makes what {@code faults} need.
     *
     * @throws RigFailure when the machine has not what they need
     */
    public static Tools make(List<Fault> faults, Path directory) throws IOException {
        Set<Fault.Need> needs = faults.stream().map(Fault::need).collect(Collectors.toSet());
        if (!given().containsAll(needs)) {
            throw new RigFailure("the faults need " + needs + ", but here is only " + given());
        }
        return new Tools(
                needs.contains(Fault.Need.DISKS) ? Optional.of(Disks.make(Rig.NODES, directory)) : Optional.empty(),
                needs.contains(Fault.Need.CLOCKS)
                        ? Optional.of(new WallClocks(Rig.NODES, directory))
                        : Optional.empty(),
                needs.contains(Fault.Need.PACKETS) ? Optional.of(NativeProgram.packets(directory)) : Optional.empty());
    }

    /** What has to stand before the command of a node. */
    public List<String> launcher(int node) {
        return Stream.of(
                        clocks.map(own -> own.launcher(node)).orElse(List.of()),
                        disks.map(own -> own.launcher(node)).orElse(List.of()),
                        Network.isOwn() ? Network.launcher(node) : List.<String>of())
                .flatMap(List::stream)
                .toList();
    }

    /** Where a node keeps its data. */
    Path data(ProcessCluster cluster, int node) {
        return disks.map(own -> own.data(node)).orElseGet(() -> cluster.data(node));
    }

    Disks disks() {
        return disks.orElseThrow(() -> new IllegalStateException("a fault of a disk without disks"));
    }

    WallClocks clocks() {
        return clocks.orElseThrow(() -> new IllegalStateException("a fault of a clock without clocks"));
    }

    Path packets() {
        return packets.orElseThrow(() -> new IllegalStateException("a fault of packets without a program"));
    }

    @Override
    public void close() throws IOException {
        if (disks.isPresent()) {
            disks.get().close();
        }
    }
}
