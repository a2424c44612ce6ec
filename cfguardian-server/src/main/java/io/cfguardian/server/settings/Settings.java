package io.cfguardian.server.settings;

import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.tls.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything an operator has set, or its default. {@link Keys} says what each means and which values it may have; these
 * records only hold them.
 */
public record Settings(
        Node node, Cluster cluster, Http http, Raft raft, Store store, Limits limits, Admin admin, Log log) {

    /**
     * This node.
     *
     * @param id its name within the cluster
     * @param data the directory that is its alone
     * @param stopTimeout how long an orderly stop may take
     */
    public record Node(String id, Path data, Duration stopTimeout) {}

    /**
     * The cluster.
     *
     * @param name the same on every node
     * @param members all nodes, this one among them
     */
    public record Cluster(String name, List<Member> members) {

        public Cluster {
            members = List.copyOf(members);
        }
    }

    /**
     * Where and to whom clients are served.
     *
     * @param exposure whom this node believes and whom it lets in
     * @param transport in plain text or encrypted
     */
    public record Http(Address address, Exposure exposure, Transport transport) {}

    /**
     * Replication.
     *
     * @param address where this node listens for the others
     * @param electionTimeout without word from the leader for so long, a node asks to be elected
     * @param snapshotInterval between two snapshots
     * @param snapshotLogBytes of log between two snapshots
     */
    public record Raft(Address address, Duration electionTimeout, Duration snapshotInterval, long snapshotLogBytes) {}

    /**
     * The store's memory, beside the Java heap.
     *
     * @param cacheBytes of data that was read
     * @param memtableBytes of changes that are in no file yet
     */
    public record Store(long cacheBytes, long memtableBytes) {}

    /**
     * What one node takes on.
     *
     * @param requestBytes of one request's body
     * @param documentBytes of one document or schema
     * @param watches open at one time
     * @param longPolls waiting at one time
     * @param inFlightBytes of proposals that are not yet decided
     * @param validationTime for one document against its schema
     * @param rates of requests of one sender, and who counts them
     */
    public record Limits(
            long requestBytes,
            int documentBytes,
            int watches,
            int longPolls,
            long inFlightBytes,
            Duration validationTime,
            RateSettings rates) {}

    /** The administrator's token. */
    public record Admin(Secret token) {}

    /** What is logged, and how. */
    public record Log(LogFormat format, LogLevel level) {}

    /** How a line of the log looks. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line, for collectors. */
        JSON
    }

    /** The least important thing that is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
