package io.cfguardian.server.nodes;

import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows and changes the nodes of a running cluster, by way of any of them. */
@Command(
        name = "nodes",
        description = "Shows the nodes of a running cluster, or changes them.",
        footer = {
            "",
            "Signs in with a token of an administrator, from --token-file or the variable CFGUARDIAN_TOKEN. A change is recorded and then"
                    + " brought about; cfguardian nodes shows how far it is. docs/cluster.md has the steps.",
        },
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class NodesCommand implements Callable<Integer> {

    private static final String TOKEN = "CFGUARDIAN_TOKEN";

    @Spec
    private @Nullable CommandSpec spec;

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

    @Override
    public Integer call() {
        return run(node -> NodeTable.of(node.get("/api/v1/cluster")));
    }

    @Command(name = "add", description = "Adds a node, which was started with cluster.join.")
    int add(
            @Parameters(paramLabel = "ID", description = "Its node.id.") String id,
            @Parameters(paramLabel = "HOST:PORT", description = "Its raft.host and raft.port.") String address,
            @Parameters(paramLabel = "HOST:PORT", description = "Where clients reach it.") String http,
            @Option(names = "--learner", description = "It copies and serves reads, and does not vote.")
                    boolean learner) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("address", address);
        body.put("http", http);
        body.put("standing", learner ? "learner" : "voter");
        return run(node -> recorded(node.post("/api/v1/cluster/members", body)));
    }

    @Command(name = "promote", description = "Makes a learner a voter.")
    int promote(@Parameters(paramLabel = "ID") String id) {
        return run(node -> recorded(node.post("/api/v1/cluster/members/" + id + "/promote", null)));
    }

    @Command(name = "remove", description = "Removes a node, whether it runs or not.")
    int remove(@Parameters(paramLabel = "ID") String id) {
        return run(node -> recorded(node.delete("/api/v1/cluster/members/" + id)));
    }

    @Command(name = "lead", description = "Has another node lead.")
    int lead(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "Which; any other if left out.") @Nullable
                    String id) {
        return run(node -> {
            var moved = node.post("/api/v1/cluster/leader", id == null ? Map.of() : Map.of("id", id));
            return moved.path("leader").asString() + " leads";
        });
    }

    private static String recorded(JsonNode change) {
        return change.path("id").asString() + " is " + change.path("phase").asString();
    }

    /** What is asked of a node; says what to print. */
    @FunctionalInterface
    private interface Asking {
        String ask(RemoteNode node) throws IOException, InterruptedException, RemoteNode.Refused;
    }

    private int run(Asking asking) {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter complained = spec.commandLine().getErr();
        try (RemoteNode node = new RemoteNode(URI.create(url), token())) {
            spec.commandLine().getOut().println(asking.ask(node));
            return ExitCode.OK;
        } catch (IllegalArgumentException wrong) {
            complained.println("cfguardian nodes: " + wrong.getMessage());
            return ExitCode.USAGE;
        } catch (RemoteNode.Refused refused) {
            complained.println("cfguardian nodes: " + refused.getMessage());
            return ExitCode.FAILURE;
        } catch (IOException away) {
            complained.println("cfguardian nodes: " + url + " does not answer (" + away + ")");
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
