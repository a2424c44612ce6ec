package io.cfguardian.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and how it is used.
 *
 * @param host a name or an address
 * @param port of TCP
 * @param database that exists; everything of cfguardian's lies in its schema {@code cfguardian}
 * @param user who may make that schema
 * @param password "" for none
 * @param security of the connections
 * @param connections that are open at most at one time, at least 2
 * @param queryTimeout for one query of a client
 * @param writeTimeout for one batch
 * @param application what the server shows beside each connection
 */
public record PostgresSettings(
        String host,
        int port,
        String database,
        String user,
        String password,
        Security security,
        int connections,
        Duration queryTimeout,
        Duration writeTimeout,
        String application) {

    /** How connections are protected. */
    public sealed interface Security {

        /** TLS, and the certificate must be for {@code host} and come from an authority of {@code ca}, by default those of Java. */
        record Tls(@Nullable Path ca) implements Security {}

        /** In plain text. */
        record Plain() implements Security {}
    }

    @Override
    public String toString() {
        return user + " at " + host + ":" + port + "/" + database;
    }
}
