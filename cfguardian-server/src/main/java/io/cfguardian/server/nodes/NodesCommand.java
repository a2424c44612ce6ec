package io.cfguardian.server.nodes;

import io.cfguardian.server.VersionCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    private static final String LOG_LEVELS = "/api/v1/cluster/log-levels";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Remote remote = new Remote();

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

    @Command(
            name = "log-level",
            description = "Shows what the node at --url logs, or changes it until that node stops.")
    int logLevel(
            @Parameters(paramLabel = "LOGGER", arity = "0..1", description = "A class, a package, or ROOT.") @Nullable
                    String logger,
            @Parameters(
                            paramLabel = "LEVEL",
                            arity = "0..1",
                            description = "error, warn, info, debug, trace, or default for what the settings say.")
                    @Nullable
                    String level,
            @Option(names = "--seconds", paramLabel = "N", description = "Changes it only for so long.") @Nullable
                    Integer seconds) {
        if (logger == null) {
            return run(node -> LogLevelTable.of(node.get(LOG_LEVELS)));
        }
        return run(node -> {
            if (level == null) {
                throw new IllegalArgumentException("no level; give " + logger + " one, or default");
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("logger", logger);
            body.put("level", level);
            if (seconds != null) {
                body.put("seconds", seconds);
            }
            return LogLevelTable.line(node.post(LOG_LEVELS, body));
        });
    }

    private static String recorded(JsonNode change) {
        return change.path("id").asString() + " is " + change.path("phase").asString();
    }

    private int run(Remote.Asking asking) {
        return remote.run(spec, asking);
    }
}
