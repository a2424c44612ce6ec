package io.cfguardian.server.dev;

import io.cfguardian.server.settings.Address;
import io.cfguardian.server.settings.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes a local cluster has and where each listens. It is made once: the Raft addresses are the nodes' names in the
 * replicated log, so they stay as they are for as long as the directory lives. The HTTP ports may move.
 *
 * @param nodes in the order of their numbers, at least one
 */
record Plan(List<Node> nodes) {

    static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_MAX = 65_535;

    Plan {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a cluster without nodes");
        }
    }

    /**
     * One node.
     *
     * @param http its HTTP port
     * @param raft its Raft port
     */
    record Node(String id, int http, int raft) {

        Member member() {
            return new Member(id, new Address(LOOPBACK, raft), new Address(LOOPBACK, http));
        }

        String url() {
            return "http://" + LOOPBACK + ":" + http;
        }
    }

    /**
     * Nodes named node-1, node-2 and so on, with HTTP on {@code httpPort} and the ports after it.
     *
     * @param raftPorts one for each node
     */
    static Plan of(int httpPort, List<Integer> raftPorts) {
        List<Node> nodes = new ArrayList<>();
        for (int number = 0; number < raftPorts.size(); number++) {
            nodes.add(new Node("node-" + (number + 1), httpPort + number, raftPorts.get(number)));
        }
        return new Plan(nodes).checked();
    }

    /** The same nodes, with HTTP on {@code httpPort} and the ports after it. */
    Plan withHttpPort(int httpPort) {
        return of(httpPort, nodes.stream().map(Node::raft).toList());
    }

    int httpPort() {
        return nodes.getFirst().http();
    }

    List<Member> members() {
        return nodes.stream().map(Node::member).toList();
    }

    private Plan checked() {
        if (httpPort() < 1 || nodes.getLast().http() > PORT_MAX) {
            throw new DevFailure("--http-port is " + httpPort() + ", expected 1 to " + (PORT_MAX + 1 - nodes.size())
                    + " for " + nodes.size() + " nodes");
        }
        return this;
    }
}
