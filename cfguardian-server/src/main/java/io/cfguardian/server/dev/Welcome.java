package io.cfguardian.server.dev;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** What to say when the cluster is ready: where it is, and a tour that works when it is pasted. */
final class Welcome {

    private Welcome() {}

    static String text(DevDirectory directory, Plan plan, String leader) {
        String nodes = plan.nodes().stream()
                .map(node -> "  %s  %s  %-8s log: %s%n"
                        .formatted(
                                node.id(),
                                node.url(),
                                node.id().equals(leader) ? "leader" : "",
                                shortest(directory.logFile(node.id()))))
                .collect(Collectors.joining());
        return """
                The cluster is ready.

                %s
                Try (any node answers):

                  export CFG=%s/api/v1 PROJECTS=%s/api/v1/projects
                  export AUTH="Authorization: Bearer $(curl -s --json @%s $CFG/auth/login | sed 's/.*"accessToken":"\\([^"]*\\).*/\\1/')"
                  curl -H "$AUTH" --json '{"key":"shop"}' $PROJECTS
                  curl -H "$AUTH" --json '{"key":"prod"}' $PROJECTS/shop/environments
                  curl -H "$AUTH" --json '{"properties":{"limit":{"type":"integer","minimum":1}}}' -X PUT $PROJECTS/shop/schemas/cart
                  curl -H "$AUTH" --json '{"limit":20}' -X PUT "$PROJECTS/shop/environments/prod/configs/cart?schema=cart"
                  curl -H "$AUTH" --json '{"limit":0}' -X PUT $PROJECTS/shop/environments/prod/configs/cart
                  curl -H "$AUTH" $PROJECTS/shop/environments/prod/configs/cart

                The last but one is refused: 0 is below the minimum.
                """.formatted(
                nodes, plan.nodes().getFirst().url(), plan.nodes().getFirst().url(), quoted(directory.loginFile()));
    }

    static String stopCommand(DevDirectory directory) {
        return "./cfguardian dev stop --data " + quoted(directory.root());
    }

    /** A path as it is shorter: from the working directory or from the root. */
    private static String shortest(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    /** A path as one word of a shell's command. */
    private static String quoted(Path path) {
        String text = shortest(path);
        return text.matches("[A-Za-z0-9/._+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
