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
import java.util.concurrent.CountDownLatch;
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
        return switch (SettingsReader.read(file, System.getenv())) {
            case Refused refused -> refuse(refused);
            case Usable(Settings settings) -> run(settings);
        };
    }

    private int refuse(Refused refused) {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter err = spec.commandLine().getErr();
        int count = refused.problems().size();
        err.println("cfguardian server: " + (count == 1 ? "a setting is" : count + " settings are")
                + " wrong; nothing was started");
        refused.problems().forEach(problem -> err.println("  " + problem));
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
        new CountDownLatch(1).await();
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
