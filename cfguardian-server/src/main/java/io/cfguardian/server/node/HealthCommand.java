package io.cfguardian.server.node;

import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import io.cfguardian.server.settings.Address;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the node that runs on this machine with the same settings how it is: for those who start it and have no HTTP client. */
@Command(
        name = "health",
        description =
                "Asks the node that runs here with these settings whether it lives; exit code 0 says that it does.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class HealthCommand implements Callable<Integer> {

    private static final String LIVE = "/live";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings in YAML, those of the node.")
    private @Nullable Path file;

    @Option(
            names = "--ready",
            description = "Asks whether it wants traffic, which takes a leader and room on the disk.")
    private boolean ready;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return ask(file, ready ? "/ready" : LIVE, spec.commandLine().getErr());
    }

    /**
     * Asks whether the node lives.
     *
     * @param file its settings in YAML, if there are any
     * @param complained is told what is wrong
     */
    public static int ask(@Nullable Path file, PrintWriter complained) {
        return ask(file, LIVE, complained);
    }

    private static int ask(@Nullable Path file, String path, PrintWriter complained) {
        return switch (SettingsReader.read(file, System.getenv())) {
            case Refused refused -> {
                refused.problems().forEach(problem -> complained.println("cfguardian health: " + problem));
                yield ExitCode.USAGE;
            }
            case Usable(Settings settings) -> ask(settings.http(), path, complained);
        };
    }

    private static int ask(Settings.Http http, String path, PrintWriter complained) {
        try {
            int status = LocalRequest.get(near(http.address()), http.transport(), path);
            if (status == 200) {
                return ExitCode.OK;
            }
            complained.println("cfguardian health: " + path + " answers " + status);
        } catch (LocalRequest.Unanswered nobody) {
            complained.println("cfguardian health: " + nobody.getMessage());
        }
        return ExitCode.FAILURE;
    }

    /** Where a node that listens on {@code address} is reached from its own machine. */
    private static Address near(Address address) {
        return switch (address.host()) {
            case "0.0.0.0" -> new Address("127.0.0.1", address.port());
            case "::", "0:0:0:0:0:0:0:0" -> new Address("::1", address.port());
            default -> address;
        };
    }
}
