package io.cfguardian.postgres;

import static io.cfguardian.postgres.schema.Tables.CHECKPOINT;

import io.cfguardian.app.audit.AuditIndex;
import io.cfguardian.app.identity.security.SecurityArchive;
import io.cfguardian.app.projection.Batch;
import io.cfguardian.app.projection.Checkpoint;
import io.cfguardian.app.projection.Projection;
import io.cfguardian.app.projection.Projection.Claim.Claimed;
import io.cfguardian.app.projection.Projection.Claim.Fenced;
import io.cfguardian.app.projection.Projection.Claim.Foreign;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.search.SearchIndex;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.postgres.schema.tables.records.CheckpointRecord;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The history in PostgreSQL 15 or later. The row {@code checkpoint} is locked by whoever writes, so that batches follow each
 * other, and names the term, so that a leader that was succeeded finds out before it writes. Used by many threads.
 */
public final class PostgresProjection implements Projection, AutoCloseable {

    private final PostgresSettings settings;
    private final Connections connections;
    private final Writing writing;

    /**
     * Connects to nothing yet.
     *
     * @param record a commit as JSON, the form in which the audit is exported
     */
    public PostgresProjection(PostgresSettings settings, Function<Commit, String> record) {
        this.settings = settings;
        this.connections = new Connections(settings);
        this.writing = new Writing(new Rows(record));
    }

    /** The documents by what is in them, as long as it is open. */
    public SearchIndex searchIndex() {
        return new PostgresSearchIndex(settings, connections);
    }

    /** The commits by what they changed, as long as it is open. */
    public AuditIndex auditIndex() {
        return new PostgresAuditIndex(settings, connections);
    }

    /** The security events, those that the cluster has removed too, as long as it is open. */
    public SecurityArchive securityArchive() {
        return new PostgresSecurityArchive(settings, connections);
    }

    /** How its connections are used. */
    public PoolNumbers pool() {
        return connections.numbers();
    }

    @Override
    public Checkpoint checkpoint() {
        connections.migrate();
        return connections.inTransaction(settings.queryTimeout(), sql -> {
            CheckpointRecord row = sql.fetchOne(CHECKPOINT);
            return row == null ? Checkpoint.NONE : checkpoint(row);
        });
    }

    @Override
    public Claim claim(String cluster, long term) {
        connections.migrate();
        return connections.inTransaction(settings.writeTimeout(), sql -> {
            sql.insertInto(
                            CHECKPOINT,
                            CHECKPOINT.CLUSTER,
                            CHECKPOINT.TERM,
                            CHECKPOINT.REVISION,
                            CHECKPOINT.HASH,
                            CHECKPOINT.SECURITY_EVENT)
                    .values(cluster, term, 0L, Hash.ZERO.toByteArray(), 0L)
                    .onConflictDoNothing()
                    .execute();
            CheckpointRecord row = locked(sql);
            if (row == null) {
                throw new IllegalStateException("the checkpoint was inserted and is not there");
            }
            if (!row.getCluster().equals(cluster)) {
                return new Foreign(row.getCluster());
            }
            if (row.getTerm() > term) {
                return new Fenced(row.getTerm());
            }
            sql.update(CHECKPOINT).set(CHECKPOINT.TERM, term).execute();
            return new Claimed(checkpoint(row));
        });
    }

    @Override
    public boolean take(long term, Checkpoint from, Batch batch) {
        return connections.inTransaction(settings.writeTimeout(), sql -> {
            CheckpointRecord row = locked(sql);
            if (row == null || row.getTerm() != term || !checkpoint(row).equals(from)) {
                return false;
            }
            writing.write(sql, batch);
            var update = sql.update(CHECKPOINT)
                    .set(CHECKPOINT.REVISION, batch.end().revision().value())
                    .set(CHECKPOINT.HASH, batch.end().chainHash().toByteArray())
                    .set(CHECKPOINT.SECURITY_EVENT, batch.end().securityEvent());
            if (!batch.entries().isEmpty()) {
                update = update.set(
                        CHECKPOINT.TIME, batch.entries().getLast().commit().time());
            }
            update.execute();
            return true;
        });
    }

    @Override
    public void clear(String cluster) {
        connections.migrate();
        connections.inTransaction(settings.writeTimeout(), sql -> {
            CheckpointRecord row = locked(sql);
            if (row != null && !row.getCluster().equals(cluster)) {
                throw new ProjectionUnavailable("it holds the history of the cluster " + row.getCluster());
            }
            writing.clear(sql);
            // Of no term: those of a cluster that was made anew are small again.
            return sql.update(CHECKPOINT)
                    .set(CHECKPOINT.TERM, 0L)
                    .set(CHECKPOINT.REVISION, 0L)
                    .set(CHECKPOINT.HASH, Hash.ZERO.toByteArray())
                    .setNull(CHECKPOINT.TIME)
                    .set(CHECKPOINT.SECURITY_EVENT, 0L)
                    .execute();
        });
    }

    private static @Nullable CheckpointRecord locked(DSLContext sql) {
        return sql.selectFrom(CHECKPOINT).forUpdate().fetchOne();
    }

    private static Checkpoint checkpoint(CheckpointRecord row) {
        return new Checkpoint(new Revision(row.getRevision()), Hash.of(row.getHash()), row.getSecurityEvent());
    }

    @Override
    public void close() {
        connections.close();
    }
}
