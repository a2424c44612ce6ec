package io.cfguardian.architecture.bad.server;

import org.jooq.DSLContext;

/** Asks the database past the module that is for it. */
public final class OpensADatabase {
    int ask(DSLContext sql) {
        return sql.execute("SELECT 1");
    }
}
