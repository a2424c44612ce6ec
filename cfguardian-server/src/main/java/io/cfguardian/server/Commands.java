package io.cfguardian.server;

import io.cfguardian.server.certs.CertsCommand;
import io.cfguardian.server.dev.DevCommand;
import io.cfguardian.server.dev.RehearseCommand;
import io.cfguardian.server.node.HealthCommand;
import io.cfguardian.server.node.ServerCommand;
import io.cfguardian.server.nodes.NodesCommand;
import io.cfguardian.server.nodes.ProjectionCommand;
import io.cfguardian.server.nodes.SeedCommand;
import io.cfguardian.server.proof.VerifyCommand;
import io.cfguardian.server.recover.RecoverCommand;
import io.cfguardian.server.restore.RestoreCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands of the program, as picocli has them. */
@Command(
        name = "cfguardian",
        description = "A configuration store that refuses to let a bad change through.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:done",
            "  1:it did not work; standard error says why",
            "  2:the command line or the settings are wrong; nothing was started",
            "  3:the node can no longer be trusted and stopped itself; its log says why",
            "  4:the node was removed from its cluster, and stopped",
            "128 + n:stopped by signal n, in order (143 for SIGTERM, 130 for Ctrl-C)",
        })
final class Commands {

    private static final List<Class<?>> COMMANDS = List.of(
            ServerCommand.class,
            HealthCommand.class,
            DevCommand.class,
            CertsCommand.class,
            VerifyCommand.class,
            RestoreCommand.class,
            NodesCommand.class,
            ProjectionCommand.class,
            SeedCommand.class,
            RecoverCommand.class,
            RehearseCommand.class,
            VersionCommand.class);

    private Commands() {}

    /** All commands, or the one that the first argument names: what all of them take costs a start a seventh of its time. */
    static CommandLine line(String... arguments) {
        CommandLine program = new CommandLine(new Commands());
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(program::addSubcommand);
        return program;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
