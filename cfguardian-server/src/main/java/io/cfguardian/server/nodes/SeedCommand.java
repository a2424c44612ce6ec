package io.cfguardian.server.nodes;

import io.cfguardian.server.VersionCommand;
import io.cfguardian.server.dev.PrivateFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes things in a running cluster to try it out with. */
@Command(
        name = "seed",
        description =
                "Makes projects, users and configs in a running cluster: for trying it out, and for the scripts in load.",
        footer = {
            "",
            "What is there already stays as it is, so it may be run again, and with larger numbers. Signs in with a token of an"
                    + " administrator, from --token-file or the variable CFGUARDIAN_TOKEN. docs/load.md says what is made.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class SeedCommand implements Callable<Integer> {

    private static final int PASSWORD_BYTES = 18;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Remote remote = new Remote();

    @Option(names = "--projects", paramLabel = "N", defaultValue = "2", description = "1 to 100 (default: 2).")
    private int projects;

    @Option(names = "--users", paramLabel = "N", defaultValue = "10", description = "1 to 1000 (default: 10).")
    private int users;

    @Option(
            names = "--configs",
            paramLabel = "N",
            defaultValue = "20",
            description = "In each environment, 1 to 1000 (default: 20).")
    private int configs;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            required = true,
            description =
                    "Holds the password of the users that are made; a random one is put there when there is no file.")
    private @Nullable Path passwordFile;

    @Override
    public Integer call() {
        return remote.run(spec, node -> {
            if (passwordFile == null) {
                throw new IllegalStateException("not called by picocli");
            }
            Seed seed = new Seed(node, projects, users, configs);
            return seed.plant(PrivateFile.secret(passwordFile, PASSWORD_BYTES))
                    + "\npassword of the users that are new: in " + passwordFile;
        });
    }
}
