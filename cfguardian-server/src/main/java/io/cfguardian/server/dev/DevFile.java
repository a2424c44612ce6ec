package io.cfguardian.server.dev;

import java.util.List;

/**
 * dev.json: the cluster that runs now, for programs that want to use it. It is there from the start of the first node
 * until all are stopped; a node that died on its own stays in it.
 */
record DevFile(List<Node> nodes, Admin admin) {

    DevFile {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param http where clients reach it, a URL
     * @param raft where the other nodes reach it, host:port
     * @param pid the process
     * @param data the node's own directory
     */
    record Node(String id, String http, String raft, long pid, String data) {}

    /** How to be the administrator. */
    record Admin(String email, String password) {

        @Override
        public String toString() {
            return "Admin[(hidden)]";
        }
    }
}
