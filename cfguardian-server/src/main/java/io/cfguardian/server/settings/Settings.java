package io.cfguardian.server.settings;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.http.guard.Exposure;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.tls.Transport;
import io.cfguardian.identity.oidc.ProviderSettings;
import io.cfguardian.identity.webhook.WebhookSettings;
import io.cfguardian.postgres.PostgresSettings;
import io.cfguardian.raft.consensus.ChannelPolicy;
import io.cfguardian.raft.machine.RaftNodeSettings.Beginning;
import io.cfguardian.telemetry.otlp.OtlpSettings;
import io.cfguardian.telemetry.otlp.TraceSampling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator has set, or its default. {@link Keys} says what each means and which values it may have; these
 * records only hold them.
 *
 * @param backup null when the node takes none by itself
 * @param postgres where the history is projected to, null for nowhere
 * @param metrics who may read the numbers of this node
 * @param sentryDsn where errors are reported, null for nowhere
 * @param telemetry what this node sends of itself
 */
public record Settings(
        Node node,
        Cluster cluster,
        Http http,
        Raft raft,
        Store store,
        Limits limits,
        Identity identity,
        Log log,
        @Nullable Backup backup,
        @Nullable PostgresSettings postgres,
        Metrics metrics,
        @Nullable Secret sentryDsn,
        Telemetry telemetry) {

    /**
     * This node.
     *
     * @param id its name within the cluster
     * @param data the directory that is its alone
     * @param drainTime how long an orderly stop goes on serving while it says that it is not ready
     * @param stopTimeout how long an orderly stop may take after that
     * @param diskReserveBytes with less room on its disk, it is not ready
     * @param ballastBytes of a file to remove when the disk is full; 0 for none
     * @param readyLagEntries of the log that it may be behind its leader and still be ready
     */
    public record Node(
            String id,
            Path data,
            Duration drainTime,
            Duration stopTimeout,
            long diskReserveBytes,
            long ballastBytes,
            int readyLagEntries) {}

    /**
     * The cluster.
     *
     * @param name the same on every node
     * @param members the nodes that a new cluster begins with, this one among them
     * @param beginning what this node does when it has no data
     * @param channel how they talk
     */
    public record Cluster(String name, List<Member> members, Beginning beginning, ChannelPolicy channel) {

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
     * The store: its memory, beside the Java heap, and its care.
     *
     * @param cacheBytes of data that was read
     * @param memtableBytes of changes that are in no file yet
     * @param scrubInterval between two rounds of reading all files again
     */
    public record Store(long cacheBytes, long memtableBytes, Duration scrubInterval) {}

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

    /**
     * Who signs in, and with what.
     *
     * @param master what the state's secrets are sealed with
     * @param previousMaster what {@code master} takes the place of, null for nothing
     * @param administrator the first administrator
     * @param accessTokenLifetime whole seconds
     * @param sessionLifetime since the last refresh
     * @param passwordCost the base-2 logarithm of bcrypt's rounds
     * @param administratorsNeedMfa whether they may do nothing without a second factor
     * @param registration who may register
     * @param keyRotation how long one key signs
     * @param eventsKept how long security events are kept
     * @param signOn null when nobody signs on through a provider
     * @param webhook null when nobody is sent security events
     */
    public record Identity(
            MasterSecret master,
            @Nullable MasterSecret previousMaster,
            Administrator administrator,
            Duration accessTokenLifetime,
            Duration sessionLifetime,
            int passwordCost,
            boolean administratorsNeedMfa,
            Admission registration,
            Duration keyRotation,
            Duration eventsKept,
            @Nullable SignOn signOn,
            @Nullable WebhookSettings webhook) {}

    /**
     * Signing on through a provider.
     *
     * @param roles what the provider says about roles
     * @param linkByEmail whether somebody with a verified e-mail address becomes the user who has it
     * @param createUsers whether somebody who is no user yet becomes one
     */
    public record SignOn(ProviderSettings provider, RoleMapping roles, boolean linkByEmail, boolean createUsers) {}

    /**
     * The first administrator, made when the cluster has no user yet.
     *
     * @param password null for a random one that is shown once
     */
    public record Administrator(
            EmailAddress email, @Nullable Secret password) {}

    /**
     * The backups that this node takes by itself.
     *
     * @param directory where they are put
     * @param interval between two
     * @param keep how many are kept, at least 1
     */
    public record Backup(Path directory, Duration interval, int keep) {}

    /**
     * Who may read the numbers of this node.
     *
     * @param token what they have to show, null for nothing
     * @param own a port of their own, null for the one that clients are served on
     */
    public record Metrics(
            boolean enabled,
            @Nullable Secret token,
            @Nullable Address own) {}

    /**
     * What this node sends of itself by OTLP.
     *
     * @param otlp where to, null for nowhere
     * @param tracing which traces, null for none
     * @param metricsInterval between two messages with its numbers, null for none
     */
    public record Telemetry(
            @Nullable OtlpSettings otlp,
            @Nullable TraceSampling tracing,
            @Nullable Duration metricsInterval) {}

    /** What is logged, and how. */
    public record Log(LogFormat format, LogLevel level) {}

    /** How a line of the log looks. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line, for collectors. */
        JSON
    }
}
