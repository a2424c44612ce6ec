package io.cfguardian.server.recover;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.raft.machine.RaftNodeStartException;
import io.cfguardian.raft.machine.Recovery;
import io.cfguardian.raft.machine.Recovery.Facts;
import io.cfguardian.raft.machine.Recovery.Result.Declined;
import io.cfguardian.raft.machine.Recovery.Result.Recovered;
import io.cfguardian.raft.machine.Recovery.Result.Refused;
import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import io.cfguardian.server.logging.Logging;
import io.cfguardian.server.node.PartSettings;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.Settings.LogFormat;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a cluster of one out of a node that is left when most are lost for good. */
@Command(
        name = "recover",
        description = "Goes on with this node alone when most nodes are lost for good.",
        footer = {
            "",
            "Writes that only the lost nodes have are lost. Stop all nodes first, run this on the one with the longest log, and empty"
                    + " the data directories of all others for good. docs/cluster.md has the steps.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class RecoverCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--settings", paramLabel = "FILE", description = "Settings in YAML, those of the node.")
    private @Nullable Path file;

    @Option(
            names = "--confirm",
            paramLabel = "CLUSTER",
            description = "The cluster's name, in place of typing it when asked.")
    private @Nullable String confirmation;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter said = spec.commandLine().getOut();
        PrintWriter complained = spec.commandLine().getErr();
        return switch (SettingsReader.read(file, System.getenv())) {
            case SettingsResult.Refused refused -> {
                refused.problems().forEach(problem -> complained.println("cfguardian recover: " + problem));
                yield ExitCode.USAGE;
            }
            case SettingsResult.Usable(Settings settings) -> recover(settings, said, complained);
        };
    }

    private int recover(Settings settings, PrintWriter said, PrintWriter complained) {
        Logging.apply(new Settings.Log(LogFormat.TEXT, LogLevel.ERROR));
        if (!Files.isDirectory(settings.node().data().resolve("raft"))) {
            complained.println(
                    "cfguardian recover: there is no data in " + settings.node().data());
            return ExitCode.FAILURE;
        }
        said.println("Looking whether the cluster has a leader.");
        said.flush();
        try {
            return switch (Recovery.run(PartSettings.raft(settings), facts -> confirms(settings, facts, said))) {
                case Recovered(var revision, var head) -> {
                    said.println("%s is a cluster of one now, at revision %s, chain head %s."
                            .formatted(settings.node().id(), revision, head));
                    said.println(
                            "Start it as usual. Empty the other nodes' data directories before they join it again.");
                    yield ExitCode.OK;
                }
                case Declined.DECLINED -> {
                    complained.println("cfguardian recover: not confirmed; nothing was changed");
                    yield ExitCode.FAILURE;
                }
                case Refused(String reason) -> {
                    complained.println("cfguardian recover: " + reason);
                    yield ExitCode.FAILURE;
                }
            };
        } catch (RaftNodeStartException notOpened) {
            complained.println("cfguardian recover: " + notOpened.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private boolean confirms(Settings settings, Facts facts, PrintWriter said) {
        String name = settings.cluster().name();
        said.println("""
                %s has the log up to index %d, and has applied it up to revision %s, chain head %s.
                Its cluster's members are %s.
                It becomes the only one. What the others have acknowledged and it does not have is lost.""".formatted(
                        settings.node().id(),
                        facts.lastLogIndex(),
                        facts.revision(),
                        facts.chainHead(),
                        String.join(", ", facts.members())));
        if (confirmation != null) {
            return confirmation.equals(name);
        }
        said.print("Type the cluster's name to go on: ");
        said.flush();
        try {
            // Not closed: it is the process's own.
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            return name.equals(in.readLine());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
