package io.cfguardian.faults.measure;

import java.net.http.HttpRequest;

/** A cluster of three that can be written to. Nodes are counted from 0. */
interface Contender extends AutoCloseable {

    int NODES = 3;

    String name();

    /** Waits until there is a leader. */
    int leader();

    /** Ends a node by SIGKILL. */
    void kill(int node);

    /** Ends a node by SIGTERM, and waits until it is gone. */
    void stop(int node);

    /** Starts a node again, and waits until it takes part. */
    void restart(int node);

    /** The write of a value, which is answered with 200 or 201 when it is done. */
    HttpRequest.Builder write(int node, String key, String value);

    @Override
    void close();
}
