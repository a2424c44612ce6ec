package io.cfguardian.server.dev;

import io.cfguardian.server.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Stops a local cluster. Nothing to stop is no error. */
@Command(
        name = "stop",
        description = "Stops the cluster that \"dev\" started.",
        mixinStandardHelpOptions = true,
        versionProvider = io.cfguardian.server.VersionCommand.class)
final class StopCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable DevCommand dev;

    @Override
    public Integer call() throws Exception {
        if (dev == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter out = dev.out();
        try {
            Optional<DevDirectory> directory = DevDirectory.existing(dev.data());
            if (directory.isEmpty()) {
                throw new DevFailure("there is no cluster in " + dev.data());
            }
            stop(directory.get(), out);
            return ExitCode.OK;
        } catch (DevFailure failure) {
            dev.err().println("cfguardian dev stop: " + failure.getMessage());
            return ExitCode.FAILURE;
        } finally {
            out.flush();
        }
    }

    private static void stop(DevDirectory directory, PrintWriter out) throws Exception {
        try (AutoCloseable _ = directory.lock()) {
            List<NodeProcess> running =
                    List.copyOf(ClusterStart.running(directory).values());
            List<NodeProcess> killed = Nodes.stop(running);
            directory.removeRunning();
            if (running.isEmpty()) {
                out.println("No node runs.");
            } else {
                out.println("Stopped "
                        + String.join(
                                ", ", running.stream().map(NodeProcess::id).toList()) + ".");
            }
            for (NodeProcess process : killed) {
                out.println(process.id() + " did not stop in order and was ended.");
            }
        }
    }
}
