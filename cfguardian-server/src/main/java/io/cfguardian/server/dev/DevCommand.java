package io.cfguardian.server.dev;

import io.cfguardian.server.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Starts a local cluster, and stays with it until Ctrl-C unless told otherwise. */
@Command(
        name = "dev",
        description = "Runs a cluster on this machine for trying things out.",
        footer = {
            "",
            "Started again on the same directory, the cluster goes on with its data. When only some of its nodes run, the"
                    + " others are started.",
        },
        subcommands = StopCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = io.cfguardian.server.VersionCommand.class)
public final class DevCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "Nodes of a new cluster, 1 to 7 (default: 3). An even number survives no more failures than one less.")
    private @Nullable Integer nodes;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description =
                    "The first node's HTTP port; the others have the ports after it (default: 8080, later as before).")
    private @Nullable Integer httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = ".cfguardian-dev",
            description = "The directory of the cluster (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".cfguardian-dev");

    @Option(names = "--detach", description = "Returns when the cluster is ready, and leaves it running.")
    private boolean detach;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        try {
            Request request = new Request(optional(nodes), optional(httpPort));
            DevDirectory directory = DevDirectory.open(data);
            ClusterStart start;
            Thread stop;
            try (AutoCloseable _ = directory.lock()) {
                start = ClusterStart.prepare(directory, request, out);
                stop = stopAtExit(start);
                out.println("Starting " + start.plan().nodes().size() + " nodes in " + directory.root() + " ...");
                out.flush();
                launched(start, directory, out);
            }
            if (detach) {
                Runtime.getRuntime().removeShutdownHook(stop);
                out.println("Stop it with: " + Welcome.stopCommand(directory));
                out.flush();
                return ExitCode.OK;
            }
            out.println("Ctrl-C stops it.");
            out.flush();
            attend(directory, out);
            return ExitCode.OK;
        } catch (DevFailure failure) {
            out.flush();
            err().println("cfguardian dev: " + failure.getMessage());
            err().flush();
            return ExitCode.FAILURE;
        }
    }

    /** The command's standard output; flushed by whoever is done with a thought. */
    PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    PrintWriter err() {
        return commandSpec().commandLine().getErr();
    }

    Path data() {
        return data;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }

    private static void launched(ClusterStart start, DevDirectory directory, PrintWriter out)
            throws IOException, InterruptedException {
        try {
            start.launch();
            String leader = start.awaitReady();
            out.print(Welcome.text(directory, start.plan(), leader));
            out.println();
            if (start.plan().nodes().size() % 2 == 0) {
                out.println("Note: an even number of nodes survives no more failures than one less.");
            }
        } catch (IOException | RuntimeException failure) {
            start.stop();
            throw failure;
        }
    }

    /** Ctrl-C, a closed terminal and SIGTERM all end in this. */
    private static Thread stopAtExit(ClusterStart start) {
        Thread stop = Thread.ofPlatform().name("stop-nodes").unstarted(() -> {
            try {
                start.stop();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(stop);
        return stop;
    }

    /** Tells when a node goes, and ends with the last one. */
    private static void attend(DevDirectory directory, PrintWriter out) throws InterruptedException {
        Set<String> known = Set.of();
        do {
            Set<String> running = ClusterStart.running(directory).keySet();
            for (String id : known) {
                if (!running.contains(id)) {
                    out.println(
                            id + " has ended. To start it again: ./cfguardian dev --detach --data " + directory.root());
                    out.flush();
                }
            }
            known = running;
            Thread.sleep(LOOK_AGAIN);
        } while (!known.isEmpty());
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
