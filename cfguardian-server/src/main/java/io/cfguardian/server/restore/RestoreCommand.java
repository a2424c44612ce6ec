package io.cfguardian.server.restore;

import io.cfguardian.raft.backup.BackupFile;
import io.cfguardian.raft.backup.BackupHeader;
import io.cfguardian.raft.backup.UnusableBackupException;
import io.cfguardian.raft.machine.RestoredNode;
import io.cfguardian.raft.store.StoreFailure;
import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import io.cfguardian.server.logging.Logging;
import io.cfguardian.server.node.PartSettings;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the data directory of a node out of a backup. */
@Command(
        name = "restore",
        description = "Makes a node that has never started begin with the state of a backup.",
        footer = {
            "",
            "Run it on every node of the new cluster, with the same file, before the first of them starts; docs/backup.md says why."
                    + " Variables that begin with CFGUARDIAN_ come before the settings file, as for the server.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class RestoreCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "The backup.")
    private Path file = Path.of("");

    @Option(names = "--settings", paramLabel = "FILE", description = "The node's settings, in YAML.")
    private @Nullable Path settings;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter complained = spec.commandLine().getErr();
        return switch (SettingsReader.read(settings, System.getenv())) {
            case Refused refused -> {
                int count = refused.problems().size();
                complained.println("cfguardian restore: " + (count == 1 ? "a setting is" : count + " settings are")
                        + " wrong; nothing was made");
                refused.problems().forEach(problem -> complained.println("  " + problem));
                yield ExitCode.USAGE;
            }
            case Usable(Settings usable) -> restore(usable, spec.commandLine().getOut(), complained);
        };
    }

    private int restore(Settings usable, PrintWriter said, PrintWriter complained) {
        Logging.apply(usable.log());
        Path data = usable.node().data().toAbsolutePath();
        try {
            if (!BackupFile.isBackup(file)) {
                complained.println("cfguardian restore: " + file + " is no backup; nothing was made");
                return ExitCode.FAILURE;
            }
            BackupHeader header = RestoredNode.restore(file, PartSettings.raft(usable));
            said.println("node " + usable.node().id() + " of cluster "
                    + usable.cluster().name() + " in " + data + " begins with revision " + header.revision()
                    + " of cluster " + header.cluster() + ", chain head " + header.chainHead());
            said.println("its nodes are "
                    + usable.cluster().members().stream()
                            .map(member -> member.id())
                            .collect(Collectors.joining(", ")) + "; restore all of them before any starts");
            return ExitCode.OK;
        } catch (UnusableBackupException wrong) {
            complained.println(
                    "cfguardian restore: " + file + " is not usable: " + wrong.getMessage() + "; nothing was made");
        } catch (DirectoryNotEmptyException occupied) {
            complained.println(
                    "cfguardian restore: " + data + " is that of a node that has started or was restored; nothing"
                            + " was changed. Give another node.data, or move this one away");
        } catch (NoSuchFileException absent) {
            complained.println("cfguardian restore: " + absent.getMessage() + ": no such file; nothing was made");
        } catch (IOException | StoreFailure refused) {
            complained.println("cfguardian restore: " + refused.getMessage() + "; nothing was made");
        }
        return ExitCode.FAILURE;
    }
}
