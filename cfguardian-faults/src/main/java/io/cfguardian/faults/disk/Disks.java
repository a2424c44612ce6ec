package io.cfguardian.faults.disk;

import io.cfguardian.faults.rig.Network;
import io.cfguardian.faults.rig.SystemCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One XFS per node in a file, mounted by a loop device that goes with the mount. The power of all can be cut at once: the
 * shutdown call of the file system drops everything that was not made durable, its own journal in memory included. Used by
 * one thread.
 */
public final class Disks implements AutoCloseable {

    /** The least that XFS takes is 300 MiB. */
    private static final String SIZE = "512M";

    private final List<Path> images = new ArrayList<>();
    private final List<Path> mounts = new ArrayList<>();

    private Disks() {}

    /** Whether disks can be made here. */
    public static boolean arePossible() {
        return Network.isOwn()
                && Files.exists(Path.of("/usr/sbin/xfs_io"))
                && Files.exists(Path.of("/dev/loop-control"));
    }

    /** Makes a disk for each of {@code nodes}; the files are below {@code directory} and removed by {@link #close}. */
    public static Disks make(int nodes, Path directory) throws IOException {
        Disks disks = new Disks();
        for (int node = 0; node < nodes; node++) {
            Path image = directory.resolve("disk-" + (node + 1) + ".img");
            Path mount = Files.createDirectories(directory.resolve("disk-" + (node + 1)));
            SystemCommand.run("truncate", "-s", SIZE, image.toString());
            SystemCommand.run("mkfs.xfs", "-q", "-f", image.toString());
            disks.images.add(image);
            disks.mounts.add(mount);
            disks.mount(node);
        }
        return disks;
    }

    /** The words before those that start the program of a node. */
    public List<String> launcher(int node) {
        return List.of("env", "CFGUARDIAN_NODE_DATA=" + data(node));
    }

    /** Where a node that is started so keeps its data. */
    public Path data(int node) {
        return mounts.get(node).resolve("data");
    }

    /** Cuts the power of all disks; who uses one then gets errors until he is gone and the power is back. */
    public void cutPower() {
        mounts.forEach(mount -> SystemCommand.run("xfs_io", "-x", "-c", "shutdown", mount.toString()));
    }

    /** Gives all disks power again; nobody may use them meanwhile. */
    public void restorePower() {
        for (int node = 0; node < mounts.size(); node++) {
            SystemCommand.run("umount", mounts.get(node).toString());
            mount(node);
        }
    }

    /** Leaves no room on the disk of a node. */
    public void fill(int node) {
        // Ends with an error as soon as there is no room, which is what it is for.
        SystemCommand.tryRun(
                "", List.of("dd", "if=/dev/zero", "of=" + filling(node), "bs=1M", "conv=fsync", "status=none"));
        SystemCommand.tryRun("", List.of("dd", "if=/dev/zero", "of=" + filling(node) + "-end", "bs=4k", "status=none"));
    }

    /** Gives the room back. */
    public void free(int node) {
        SystemCommand.run("rm", "-f", filling(node), filling(node) + "-end");
    }

    private String filling(int node) {
        return mounts.get(node).resolve("filling").toString();
    }

    private void mount(int node) {
        SystemCommand.run(
                "mount",
                "-o",
                "loop",
                images.get(node).toString(),
                mounts.get(node).toString());
    }

    /** Removes the disks; nobody may use them any more. */
    @Override
    public void close() throws IOException {
        for (int node = 0; node < mounts.size(); node++) {
            SystemCommand.run("umount", mounts.get(node).toString());
            Files.delete(mounts.get(node));
            Files.delete(images.get(node));
        }
    }
}
