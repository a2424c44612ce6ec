package io.cfguardian.http.route;

import io.cfguardian.app.audit.Audit;
import io.cfguardian.app.backup.BackupQueries;
import io.cfguardian.app.backup.TakeBackup;
import io.cfguardian.app.cluster.Cluster;
import io.cfguardian.app.cluster.ClusterQueries;
import io.cfguardian.app.cluster.MoveLeadership;
import io.cfguardian.app.cluster.TakeSnapshot;
import io.cfguardian.app.config.ConfigQueries;
import io.cfguardian.app.config.DiffConfig;
import io.cfguardian.app.config.PatchConfig;
import io.cfguardian.app.config.PutConfig;
import io.cfguardian.app.config.RollbackConfig;
import io.cfguardian.app.config.ValidateConfig;
import io.cfguardian.app.document.DocumentReading;
import io.cfguardian.app.document.DocumentWriter;
import io.cfguardian.app.logging.ChangeLogLevels;
import io.cfguardian.app.project.ProjectQueries;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.RebuildProjection;
import io.cfguardian.app.registry.CheckSchema;
import io.cfguardian.app.registry.PutSchema;
import io.cfguardian.app.registry.SchemaQueries;
import io.cfguardian.app.search.Search;
import io.cfguardian.app.transaction.RunTransaction;
import io.cfguardian.app.watch.Watch;
import io.cfguardian.app.write.Writes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that the interface offers.
 *
 * @param writes for commands that need no preparation
 * @param projection how the projection of the history to a database does; empty when there is none
 * @param projectionState what it saw last, known at once; empty when there is none
 * @param documents reads stored documents, to answer them in another notation
 * @param accounts signing in and the own account
 * @param administration users, members, service tokens and what guards them
 * @param clock the wall clock, to tell a time of the past from one to come
 */
public record UseCases(
        Writes writes,
        ProjectQueries projects,
        SchemaQueries schemas,
        PutSchema putSchema,
        CheckSchema checkSchema,
        ConfigQueries configs,
        PutConfig putConfig,
        PatchConfig patchConfig,
        RollbackConfig rollbackConfig,
        ValidateConfig validateConfig,
        DiffConfig diffConfig,
        RunTransaction runTransaction,
        Watch watch,
        Audit audit,
        Search search,
        Cluster cluster,
        ClusterQueries clusterQueries,
        MoveLeadership moveLeadership,
        TakeSnapshot takeSnapshot,
        TakeBackup takeBackup,
        BackupQueries backupQueries,
        ChangeLogLevels logLevels,
        Supplier<Optional<ProjectionStatus>> projection,
        Supplier<Optional<ProjectionStatus.State>> projectionState,
        RebuildProjection rebuildProjection,
        DocumentReading documents,
        DocumentWriter writer,
        Accounts accounts,
        Administration administration,
        InstantSource clock) {}
