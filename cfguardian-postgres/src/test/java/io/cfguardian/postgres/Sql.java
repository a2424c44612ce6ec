package io.cfguardian.postgres;

import io.cfguardian.testkit.postgres.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What anybody with a client asks a database. */
final class Sql implements AutoCloseable {

    private final Connection connection;

    Sql(RealPostgres postgres) throws SQLException {
        this.connection = postgres.connect();
        run("SET search_path TO cfguardian");
    }

    /** The rows, each with its columns in a line and bars between them. */
    List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(found.getString(column)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    String one(String query) throws SQLException {
        return String.join("\n", rows(query));
    }

    void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Everything that is projected, in an order of its own. */
    String everything() throws SQLException {
        List<String> tables = rows("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE nspname = 'cfguardian' AND relkind IN ('r', 'p') AND NOT relispartition"
                + " AND relname <> 'flyway_schema_history' AND relname <> 'checkpoint' ORDER BY relname");
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            List<String> rows = rows("SELECT t::text FROM " + table + " t ORDER BY 1");
            all.append(IntStream.range(0, rows.size())
                    .mapToObj(i -> table + ": " + rows.get(i) + "\n")
                    .collect(Collectors.joining()));
        }
        return all.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
