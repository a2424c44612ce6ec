package io.cfguardian.architecture.bad.raft;

import io.javalin.http.Context;

/** Javalin belongs to http. */
public final class Serves {
    Context serve(Context context) {
        return context;
    }
}
