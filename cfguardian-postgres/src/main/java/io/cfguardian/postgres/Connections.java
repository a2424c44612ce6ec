package io.cfguardian.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.app.telemetry.PoolNumbers;
import io.cfguardian.postgres.PostgresSettings.Security.Plain;
import io.cfguardian.postgres.PostgresSettings.Security.Tls;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * The connections to the database. Opened when they are first used, so that a database that is away delays no start. Used by
 * many threads.
 */
final class Connections implements AutoCloseable {

    static final String SCHEMA = "cfguardian";

    /** Whatever the driver logs it throws as well. Kept here, as loggers that nobody holds are made anew. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(15);

    private final PostgresSettings settings;
    private final HikariDataSource pool;
    private final Configuration jooq;
    private volatile boolean migrated;

    Connections(PostgresSettings settings) {
        this.settings = settings;
        this.pool = new HikariDataSource(pool(settings));
        this.jooq = new DefaultConfiguration()
                .set(pool)
                .set(SQLDialect.POSTGRES)
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false));
    }

    private static HikariConfig pool(PostgresSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("postgres");
        pool.setJdbcUrl("jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), settings.database()));
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        pool.setKeepaliveTime(KEEP_ALIVE.toMillis());
        pool.setMaxLifetime(LIFETIME_MAX.toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setSchema(SCHEMA);
        pool.addDataSourceProperty("ApplicationName", settings.application());
        pool.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        // More than any statement may take: only a server that has gone silent is given up on so.
        pool.addDataSourceProperty(
                "socketTimeout", String.valueOf(settings.writeTimeout().toSeconds() + 10));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        switch (settings.security()) {
            case Plain ignored -> pool.addDataSourceProperty("sslmode", "disable");
            case Tls tls -> {
                pool.addDataSourceProperty("sslmode", "verify-full");
                if (tls.ca() == null) {
                    pool.addDataSourceProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
                } else {
                    pool.addDataSourceProperty("sslrootcert", tls.ca().toString());
                }
            }
        }
        return pool;
    }

    /** How they are used; none are until the first is. */
    PoolNumbers numbers() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null
                ? new PoolNumbers(0, 0, 0, settings.connections())
                : new PoolNumbers(
                        now.getActiveConnections(),
                        now.getIdleConnections(),
                        now.getThreadsAwaitingConnection(),
                        settings.connections());
    }

    /** Makes the tables, or changes them into those of this release. Does nothing the second time. */
    void migrate() {
        if (migrated) {
            return;
        }
        try {
            Flyway.configure(Connections.class.getClassLoader())
                    .dataSource(pool)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:io/cfguardian/postgres/migrations")
                    .load()
                    .migrate();
            migrated = true;
        } catch (FlywayException failure) {
            throw new ProjectionUnavailable(reason(failure), failure);
        }
    }

    /** Runs {@code work} in a transaction, each of its statements for at most {@code timeout}. */
    <T> T inTransaction(Duration timeout, Function<DSLContext, T> work) {
        try {
            return DSL.using(jooq).transactionResult(transaction -> {
                DSLContext sql = transaction.dsl();
                String millis = String.valueOf(timeout.toMillis());
                // A writer that hangs in the middle loses its locks in the end.
                sql.select(local("statement_timeout", millis), local("idle_in_transaction_session_timeout", millis))
                        .execute();
                return work.apply(sql);
            });
        } catch (DataAccessException failure) {
            throw new ProjectionUnavailable(reason(failure), failure);
        }
    }

    private static Field<String> local(String setting, String value) {
        return DSL.function("set_config", String.class, DSL.val(setting), DSL.val(value), DSL.inline(true));
    }

    /**
     * What the driver or the server said, of everything that was made of it since; one line, as the server goes on for lines, with
     * the values of a row among them.
     */
    private static String reason(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                said = String.valueOf(cause.getMessage());
            }
        }
        return said.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        pool.close();
    }
}
