package io.cfguardian.server.nodes;

import io.cfguardian.server.VersionCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows how the projection of a running cluster does, or has it filled again. */
@Command(
        name = "projection",
        description = "Shows how the projection to PostgreSQL does, or has it filled again.",
        footer = {
            "",
            "Signs in with a token of an administrator, from --token-file or the variable CFGUARDIAN_TOKEN. docs/postgres.md says"
                    + " what is projected.",
        },
        synopsisSubcommandLabel = "[COMMAND]",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class ProjectionCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Remote remote = new Remote();

    @Override
    public Integer call() {
        return remote.run(spec, node -> line(node.get("/api/v1/cluster").path("projection")));
    }

    @Command(
            name = "rebuild",
            description =
                    "Empties the tables and has them filled again, from the first commit. The cluster's own state is not"
                            + " touched.")
    int rebuild() {
        return remote.run(spec, node -> {
            JsonNode begun = node.post("/api/v1/cluster/projection/rebuild", null);
            return "emptied; is being filled up to revision "
                    + begun.path("revision").asString() + " and on, as cfguardian projection shows";
        });
    }

    private static String line(JsonNode projection) {
        if (!projection.isObject()) {
            return "none: the node has no postgres.url";
        }
        String reason = projection.path("reason").asString("");
        return "%s, at revision %s, %s behind%s"
                .formatted(
                        projection.path("state").asString(),
                        shown(projection.path("revision")),
                        projection.path("lagRevisions").isNull()
                                ? "?"
                                : "%s commits and %s ms"
                                        .formatted(
                                                shown(projection.path("lagRevisions")),
                                                shown(projection.path("lagMillis"))),
                        reason.isEmpty() ? "" : ": " + reason);
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "?" : value.asString();
    }
}
