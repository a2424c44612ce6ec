package io.cfguardian.server.node;

import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import io.cfguardian.server.logging.ErrorReports;
import io.cfguardian.server.logging.Logging;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to stop. */
@Command(
        name = "server",
        description = "Runs one node.",
        footer = {"", "Variables that begin with CFGUARDIAN_ come before the file; docs/settings.md has them all."},
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class ServerCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path file;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return run(file, spec.commandLine().getErr());
    }

    /**
     * Returns when the node could not be started.
     *
     * @param file settings in YAML, if there are any
     * @param complained is told which settings are wrong
     */
    public static int run(@Nullable Path file, PrintWriter complained) throws InterruptedException {
        return switch (SettingsReader.read(file, System.getenv())) {
            case Refused refused -> refuse(refused, complained);
            case Usable(Settings settings) -> run(settings);
        };
    }

    private static int refuse(Refused refused, PrintWriter complained) {
        int count = refused.problems().size();
        complained.println("cfguardian server: " + (count == 1 ? "a setting is" : count + " settings are")
                + " wrong; nothing was started");
        refused.problems().forEach(problem -> complained.println("  " + problem));
        return ExitCode.USAGE;
    }

    private static int run(Settings settings) throws InterruptedException {
        Logging.apply(settings.log());
        ErrorReports reports = ErrorReports.start(settings);
        Logger log = LoggerFactory.getLogger(ServerCommand.class);
        RunningNode node;
        try {
            node = RunningNode.start(settings);
        } catch (NodeStartFailure failure) {
            log.error("cannot start: {}", failure.getMessage());
            log.debug("cannot start", failure);
            reports.close();
            return ExitCode.FAILURE;
        }
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("stop").unstarted(() -> stop(node, settings.node(), reports)));
        OldGeneration.watch();
        return ExitCode.OK;
    }

    /** Runs while the JVM ends, which waits for it. */
    private static void stop(RunningNode node, Settings.Node settings, ErrorReports reports) {
        try {
            if (!node.stop(settings.drainTime(), settings.stopTimeout())) {
                LoggerFactory.getLogger(ServerCommand.class)
                        .error("has not stopped within {}; ends anyway", settings.stopTimeout());
                Runtime.getRuntime().halt(ExitCode.FAILURE);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } finally {
            reports.close();
            Logging.flush();
        }
    }
}
