package io.cfguardian.postgres;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.UniqueKey;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Many rows of one table at once. Without state. */
final class Bulk {

    private Bulk() {}

    /** Adds rows. */
    static <R extends TableRecord<R>> void insert(DSLContext sql, Table<R> table, List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String columns = Stream.of(table.fields())
                .map(field -> sql.render(field.getUnqualifiedName()))
                .collect(Collectors.joining(", "));
        String statement = "COPY " + sql.render(table) + " (" + columns + ") FROM STDIN (FORMAT binary)";
        sql.connection(connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            try {
                BinaryCopy sent = new BinaryCopy(copy);
                for (R row : rows) {
                    sent.row(row);
                }
                sent.end();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    /**
     * Adds rows, or puts them in the place of those of the same key. No two of them have the same. The statement is made once, and the
     * driver sends as many rows with it as fit.
     */
    static <R extends TableRecord<R>> void replace(DSLContext sql, Table<R> table, List<R> rows, UniqueKey<R> key) {
        if (!rows.isEmpty()) {
            BatchBindStep bound = sql.batch(sql.insertInto(table, table.fields())
                    // What the bound values take the place of.
                    .values(new Object[table.fields().length])
                    .onConflictOnConstraint(key)
                    .doUpdate()
                    .setAllToExcluded());
            for (R row : rows) {
                bound = bound.bind(row.intoArray());
            }
            bound.execute();
        }
    }
}
