package io.cfguardian.server.dev;

import java.util.OptionalInt;

/**
 * What was asked for on the command line; empty means as it was, or the default the first time.
 *
 * @param nodes how many
 * @param httpPort the first node's
 */
record Request(OptionalInt nodes, OptionalInt httpPort) {

    private static final int NODES = 3;
    private static final int NODES_MAX = 7;
    private static final int HTTP_PORT = 8080;

    Request {
        if (nodes.orElse(NODES) < 1 || nodes.orElse(NODES) > NODES_MAX) {
            throw new DevFailure("--nodes is " + nodes.getAsInt() + ", expected 1 to " + NODES_MAX);
        }
    }

    /** A plan for a directory that has none. */
    Plan newPlan() {
        int count = nodes.orElse(NODES);
        int first = httpPort.orElse(HTTP_PORT);
        return Plan.of(first, Ports.pick(count, port -> port >= first && port < first + count));
    }

    /**
     * The plan that a directory has, with the HTTP ports moved when that is asked for.
     *
     * @throws DevFailure when another number of nodes is asked for
     */
    Plan fitted(Plan plan, DevDirectory directory) {
        int count = plan.nodes().size();
        if (nodes.orElse(count) != count) {
            throw new DevFailure(directory.root() + " holds a cluster of " + count + ", not of " + nodes.getAsInt()
                    + "; leave --nodes out, choose another --data, or remove the directory and all its data");
        }
        return httpPort.isPresent() ? plan.withHttpPort(httpPort.getAsInt()) : plan;
    }
}
