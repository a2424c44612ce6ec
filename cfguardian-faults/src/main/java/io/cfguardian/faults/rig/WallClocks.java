package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The wall clocks of the nodes, to be moved one by one; what only goes forward in a process is left alone. Used by one thread. */
public final class WallClocks {

    private final Path library;
    private final List<Path> offsets = new ArrayList<>();

    /** Prepares the clocks of {@code nodes}; what is needed is put into {@code directory}. */
    WallClocks(int nodes, Path directory) throws IOException {
        this.library = NativeProgram.wallclock(directory);
        for (int node = 0; node < nodes; node++) {
            offsets.add(directory.resolve("clock-" + (node + 1)).toAbsolutePath());
            move(node, Duration.ZERO);
        }
    }

    List<String> launcher(int node) {
        return List.of("env", "LD_PRELOAD=" + library, "WALLCLOCK_FILE=" + offsets.get(node));
    }

    /** Moves a clock to so far from the right time. */
    void move(int node, Duration offset) {
        ByteBuffer nanos =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, offset.toNanos());
        try {
            // In place: the process has the file mapped.
            Files.write(offsets.get(node), nanos.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
