package io.cfguardian.server.settings;

import io.cfguardian.http.quota.Rate;
import io.cfguardian.http.quota.RateSettings;
import io.cfguardian.http.quota.Rates;
import io.cfguardian.http.quota.Sharing;
import io.cfguardian.http.quota.Sharing.Alone;
import io.cfguardian.http.quota.Sharing.InRedis;
import io.cfguardian.raft.machine.RaftNodeSettings.Beginning;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings: a variable comes before the file, the file before the default. Confined to one thread. */
public final class SettingsReader {

    private final Given given;

    private SettingsReader(Given given) {
        this.given = given;
    }

    /**
     * Reads everything and finds every problem. Touches the settings file and the token's file, and nothing else.
     *
     * @param file a YAML file, null for none
     * @param environment all variables of the process
     */
    public static SettingsResult read(@Nullable Path file, Map<String, String> environment) {
        List<Problem> problems = new ArrayList<>();
        Given given = new Given(Sources.open(file, environment, problems), problems);
        Settings settings = new SettingsReader(given).read();
        Rules.check(settings, given::isSound, problems);
        return problems.isEmpty() ? new Usable(settings) : new Refused(problems);
    }

    private Settings read() {
        Address http = new Address(given.value(HttpKeys.HTTP_HOST), given.value(HttpKeys.HTTP_PORT));
        Address raft = new Address(given.value(ClusterKeys.RAFT_HOST), given.value(ClusterKeys.RAFT_PORT));
        String id = given.value(NodeKeys.NODE_ID);
        List<Member> members =
                given.optional(ClusterKeys.CLUSTER_MEMBERS).orElseGet(() -> List.of(new Member(id, raft, http)));
        HttpReading serving = new HttpReading(given);
        return new Settings(
                new Settings.Node(
                        id,
                        given.value(NodeKeys.NODE_DATA),
                        given.value(NodeKeys.NODE_DRAIN_TIME),
                        given.value(NodeKeys.NODE_STOP_TIMEOUT),
                        given.value(NodeKeys.NODE_DISK_RESERVE),
                        given.value(NodeKeys.NODE_BALLAST),
                        given.value(NodeKeys.NODE_READY_LAG)),
                new Settings.Cluster(
                        given.value(ClusterKeys.CLUSTER_NAME),
                        members,
                        given.value(ClusterKeys.CLUSTER_JOIN) ? Beginning.JOIN : Beginning.FOUND,
                        new ChannelReading(given).channel()),
                new Settings.Http(http, serving.exposure(), serving.transport()),
                new Settings.Raft(
                        raft,
                        given.value(ClusterKeys.RAFT_ELECTION_TIMEOUT),
                        given.value(ClusterKeys.RAFT_SNAPSHOT_INTERVAL),
                        given.value(ClusterKeys.RAFT_SNAPSHOT_LOG_BYTES)),
                new Settings.Store(
                        given.value(NodeKeys.STORE_CACHE_BYTES),
                        given.value(NodeKeys.STORE_MEMTABLE_BYTES),
                        given.value(NodeKeys.STORE_SCRUB_INTERVAL)),
                new Settings.Limits(
                        given.value(LimitKeys.LIMITS_REQUEST_BYTES),
                        Math.toIntExact(given.value(LimitKeys.LIMITS_DOCUMENT_BYTES)),
                        given.value(LimitKeys.LIMITS_WATCHES),
                        given.value(LimitKeys.LIMITS_LONG_POLLS),
                        given.value(LimitKeys.LIMITS_IN_FLIGHT_BYTES),
                        given.value(LimitKeys.LIMITS_VALIDATION_TIME),
                        rates()),
                new IdentityReading(given).identity(),
                new Settings.Log(given.value(NodeKeys.LOG_FORMAT), given.value(NodeKeys.LOG_LEVEL)),
                backup(),
                new PostgresReading(given).postgres(id),
                new MetricsReading(given).metrics(),
                given.secret(SentryKeys.DSN, SentryKeys.DSN_FILE).orElse(null),
                new OtlpReading(given).telemetry());
    }

    private Settings.@Nullable Backup backup() {
        Duration interval = given.value(BackupKeys.INTERVAL);
        int keep = given.value(BackupKeys.KEEP);
        Optional<Path> directory = given.optional(BackupKeys.DIRECTORY);
        if (given.isAbsent(BackupKeys.DIRECTORY)) {
            Stream.of(BackupKeys.INTERVAL, BackupKeys.KEEP)
                    .filter(key -> !given.isAbsent(key))
                    .forEach(key -> given.complain(key, "expected it with " + BackupKeys.DIRECTORY.name()));
        }
        return directory.map(path -> new Settings.Backup(path, interval, keep)).orElse(null);
    }

    private RateSettings rates() {
        Rates rates = new Rates(
                Rate.perSecond(given.value(LimitKeys.LIMITS_RATE_ADDRESS)),
                Rate.perMinute(given.value(LimitKeys.LIMITS_RATE_LOGIN)),
                Rate.perMinute(given.value(LimitKeys.LIMITS_RATE_REGISTER)),
                Rate.perMinute(given.value(LimitKeys.LIMITS_RATE_REFRESH)),
                Rate.perSecond(given.value(LimitKeys.LIMITS_RATE_CREDENTIAL)));
        Sharing sharing = given.secret(LimitKeys.REDIS_URL, LimitKeys.REDIS_URL_FILE)
                .<Sharing>map(url -> new InRedis(URI.create(url.reveal()), given.value(ClusterKeys.CLUSTER_NAME)))
                .orElse(Alone.ALONE);
        return new RateSettings(rates, sharing);
    }
}
