package io.cfguardian.faults.measure;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives processes no more of the machine's processors than a share, so that each node has a machine of its own, as it were: what one
 * does costs the others nothing but what they do for it. By Linux control groups, version 1 or 2. Used by one thread.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
final class CpuQuota implements AutoCloseable {

    /** Short, so that who has used its share up waits for milliseconds. */
    private static final int PERIOD_MICROS = 20_000;

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    private final @Nullable Path parent;
    private final int percent;
    private final List<Path> made = new ArrayList<>();

    private CpuQuota(@Nullable Path parent, int percent) {
        this.parent = parent;
        this.percent = percent;
    }

    /** So much of what all processors do for each; without any limit where this process may not make groups. */
    static CpuQuota ofAll(int percentOfAll) {
        int percent = percentOfAll * Runtime.getRuntime().availableProcessors();
        return Stream.of(GROUPS.resolve("cpu"), GROUPS)
                .map(parent -> new CpuQuota(parent, percent))
                .filter(CpuQuota::works)
                .findFirst()
                .orElseGet(() -> new CpuQuota(null, percent));
    }

    private boolean works() {
        try (this) {
            make(requireNonNull(parent), "trial");
            return true;
        } catch (IOException | UncheckedIOException notHere) {
            return false;
        }
    }

    private Path make(Path parent, String name) throws IOException {
        int quotaMicros = PERIOD_MICROS * percent / 100;
        Path group = Files.createDirectories(
                parent.resolve("cfguardian-faults-" + ProcessHandle.current().pid() + "-" + name));
        made.add(group);
        if (Files.exists(group.resolve("cpu.cfs_quota_us"))) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quotaMicros));
        } else {
            Files.writeString(group.resolve("cpu.max"), quotaMicros + " " + PERIOD_MICROS);
        }
        return group;
    }

    /** Limits a process, with all its threads and what it starts. */
    void limit(long pid) {
        if (parent == null) {
            return;
        }
        try {
            Files.writeString(make(parent, String.valueOf(pid)).resolve("cgroup.procs"), String.valueOf(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Call when the processes have ended. */
    @Override
    public void close() {
        for (Path group : made) {
            try {
                Files.deleteIfExists(group);
            } catch (IOException e) {
                throw new UncheckedIOException("a process is still in " + group, e);
            }
        }
        made.clear();
    }

    /** What each process has. */
    @Override
    public String toString() {
        return parent == null ? "no share of its own" : percent + " % of a processor";
    }
}
