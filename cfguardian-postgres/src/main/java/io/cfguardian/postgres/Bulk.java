package io.cfguardian.postgres;

import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.UniqueKey;

/**
 * Many rows of one table at once: the statement is made once, and the driver sends as many rows with it as fit. Without
 * state.
 */
final class Bulk {

    private Bulk() {}

    /** Adds rows. */
    static <R extends TableRecord<R>> void insert(DSLContext sql, Table<R> table, List<R> rows) {
        if (!rows.isEmpty()) {
            send(sql.batch(sql.insertInto(table, table.fields()).values(blank(table))), rows);
        }
    }

    /** Adds rows, or puts them in the place of those of the same key. No two of them have the same. */
    static <R extends TableRecord<R>> void replace(DSLContext sql, Table<R> table, List<R> rows, UniqueKey<R> key) {
        if (!rows.isEmpty()) {
            send(
                    sql.batch(sql.insertInto(table, table.fields())
                            .values(blank(table))
                            .onConflictOnConstraint(key)
                            .doUpdate()
                            .setAllToExcluded()),
                    rows);
        }
    }

    /** What the bound values take the place of. */
    private static Object[] blank(Table<?> table) {
        return new Object[table.fields().length];
    }

    private static <R extends TableRecord<R>> void send(BatchBindStep statement, List<R> rows) {
        BatchBindStep bound = statement;
        for (R row : rows) {
            bound = bound.bind(row.intoArray());
        }
        bound.execute();
    }
}
