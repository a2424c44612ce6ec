package io.cfguardian.server.node;

import io.cfguardian.app.audit.Audit;
import io.cfguardian.app.backup.BackupQueries;
import io.cfguardian.app.backup.TakeBackup;
import io.cfguardian.app.cluster.ClusterQueries;
import io.cfguardian.app.cluster.MoveLeadership;
import io.cfguardian.app.cluster.TakeSnapshot;
import io.cfguardian.app.cluster.membership.RosterKeeper;
import io.cfguardian.app.config.ConfigQueries;
import io.cfguardian.app.config.DiffConfig;
import io.cfguardian.app.config.PatchConfig;
import io.cfguardian.app.config.PutConfig;
import io.cfguardian.app.config.RollbackConfig;
import io.cfguardian.app.config.ValidateConfig;
import io.cfguardian.app.document.DocumentParser;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentWriter;
import io.cfguardian.app.document.Patching;
import io.cfguardian.app.logging.ChangeLogLevels;
import io.cfguardian.app.project.ProjectQueries;
import io.cfguardian.app.projection.RebuildProjection;
import io.cfguardian.app.read.LocalReads;
import io.cfguardian.app.read.Reads;
import io.cfguardian.app.registry.CheckSchema;
import io.cfguardian.app.registry.PutSchema;
import io.cfguardian.app.registry.SchemaGuard;
import io.cfguardian.app.registry.SchemaQueries;
import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.schema.SchemaCompiler;
import io.cfguardian.app.search.Search;
import io.cfguardian.app.transaction.RunTransaction;
import io.cfguardian.app.watch.Watch;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.app.write.Writes;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.document.patch.BoundedPatching;
import io.cfguardian.document.write.NotationWriter;
import io.cfguardian.http.route.UseCases;
import io.cfguardian.raft.machine.RaftNode;
import io.cfguardian.server.logging.LogbackLevels;
import io.cfguardian.server.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the use cases on the adapters. */
final class Wiring {

    /** Longer than a cluster takes to find a new leader, so that a client need not try again for that. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private static final Pause AFTER_FAILURE = Pause.of(Duration.ofSeconds(1));

    private final Settings settings;
    private final RaftNode raft;
    private final MetricsParts metrics;
    private final InstantSource clock;
    private final Replica replica;
    private final Reads reads;
    private final Writes writes;
    private final BackupParts backup;
    private final WebhookParts webhook;
    private final ProjectionParts projection;
    private final IdentityParts identity;
    private final LogbackLevels levels;

    /** @param teardown is given what has to be closed */
    Wiring(Settings settings, RaftNode raft, OtlpParts otlp, Teardown teardown) {
        this.settings = settings;
        this.raft = raft;
        this.metrics = new MetricsParts(settings.metrics(), otlp);
        this.clock = raft.clock();
        this.replica = raft.replica();
        this.reads = new Reads(replica, READ_TIMEOUT);
        this.writes = new Writes(replica, raft.proposals(), clock, WRITE_TIMEOUT, metrics.writes());
        this.backup = new BackupParts(settings, raft.backups(), clock);
        this.webhook =
                new WebhookParts(settings.identity().webhook(), replica, writes, raft.cluster(), clock, teardown);
        this.projection = new ProjectionParts(
                settings.postgres(),
                settings.cluster().name(),
                replica,
                raft.cluster(),
                clock,
                otlp.tracer(),
                teardown);
        this.identity = new IdentityParts(
                settings, replica, writes, reads, webhook, projection.securityArchive(), clock, teardown);
        this.levels = LogbackLevels.of(settings.log());
        teardown.add("log levels", levels.worker()).start();
    }

    MetricsParts metrics() {
        return metrics;
    }

    BackupParts backup() {
        return backup;
    }

    WebhookParts webhook() {
        return webhook;
    }

    ProjectionParts projection() {
        return projection;
    }

    IdentityParts identity() {
        return identity;
    }

    /**
     * Begins to have Raft's configuration follow the record of the nodes.
     *
     * @return makes that record in a new cluster
     */
    Runnable startRoster(Teardown teardown) {
        RosterKeeper keeper = new RosterKeeper(
                raft.cluster(),
                raft.membership(),
                replica,
                command -> identity.nodeWrites().run(command));
        teardown.add(
                        "roster keeper",
                        new Worker(
                                "roster-keeper",
                                keeper,
                                AFTER_FAILURE,
                                failure ->
                                        LOG.warn("keeping the nodes stumbled and goes on: {}", failure.getMessage())))
                .start();
        return keeper::found;
    }

    UseCases useCases(SchemaCompiler compiler) {
        DocumentParser parser = new StrictDocumentParser(ParserLimits.standard());
        DocumentWriter writer = new NotationWriter();
        Patching patching = new BoundedPatching();
        DocumentReading documents =
                new DocumentReading(parser, settings.limits().documentBytes());
        SchemaGuard guard = new SchemaGuard(compiler);
        PutSchema putSchema = new PutSchema(writes, documents, compiler);
        LocalReads local = new LocalReads(replica);
        return new UseCases(
                writes,
                new ProjectQueries(reads),
                new SchemaQueries(reads),
                putSchema,
                new CheckSchema(reads, documents, putSchema, guard),
                new ConfigQueries(reads),
                new PutConfig(writes, documents, guard),
                new PatchConfig(writes, documents, patching, writer, guard),
                new RollbackConfig(writes, documents, guard),
                new ValidateConfig(reads, documents, guard),
                new DiffConfig(reads, documents, patching),
                new RunTransaction(writes, documents, putSchema, guard),
                new Watch(replica, reads),
                new Audit(reads, projection.auditIndex()),
                new Search(reads, documents, projection.searchIndex()),
                raft.cluster(),
                new ClusterQueries(raft.cluster(), local),
                new MoveLeadership(raft.control(), local, WRITE_TIMEOUT),
                new TakeSnapshot(raft.snapshots(), local, SNAPSHOT_TIMEOUT),
                new TakeBackup(raft.backups(), identity.nodeWrites(), local, clock),
                new BackupQueries(backup::status, local),
                new ChangeLogLevels(levels, local),
                projection::status,
                projection::state,
                new RebuildProjection(
                        projection::projection, settings.cluster().name(), identity.nodeWrites(), local, clock),
                documents,
                writer,
                identity.accounts(),
                identity.administration(),
                clock);
    }
}
