package io.cfguardian.server.nodes;

import io.cfguardian.server.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a command finds a running cluster, and signs in. */
final class Remote {

    private static final String TOKEN = "CFGUARDIAN_TOKEN";

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "http://127.0.0.1:8080",
            description = "Any node of the cluster (default: ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file that holds the token.")
    private @Nullable Path tokenFile;

    /** What is asked of a node; says what to print. */
    @FunctionalInterface
    interface Asking {
        String ask(RemoteNode node) throws IOException, InterruptedException, RemoteNode.Refused;
    }

    /**
     * Asks, and prints what comes of it, or what is wrong.
     *
     * @param spec of the command that asks
     */
    int run(@Nullable CommandSpec spec, Asking asking) {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter complained = spec.commandLine().getErr();
        String name = spec.qualifiedName();
        try (RemoteNode node = new RemoteNode(URI.create(url), token())) {
            spec.commandLine().getOut().println(asking.ask(node));
            return ExitCode.OK;
        } catch (IllegalArgumentException wrong) {
            complained.println(name + ": " + wrong.getMessage());
            return ExitCode.USAGE;
        } catch (RemoteNode.Refused refused) {
            complained.println(name + ": " + refused.getMessage());
            return ExitCode.FAILURE;
        } catch (IOException away) {
            complained.println(name + ": " + url + " does not answer (" + away + ")");
            return ExitCode.FAILURE;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        }
    }

    private String token() throws IOException {
        String token = tokenFile == null ? System.getenv(TOKEN) : readToken(tokenFile);
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException("no token; name a file with --token-file, or set " + TOKEN);
        }
        return token.strip();
    }

    private static String readToken(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("--token-file cannot be read: " + unreadable, unreadable);
        }
    }
}
