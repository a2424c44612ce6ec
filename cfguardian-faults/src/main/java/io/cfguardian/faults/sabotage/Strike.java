package io.cfguardian.faults.sabotage;

import java.util.concurrent.atomic.AtomicLong;

/** What altered classes call, inside a node. */
public final class Strike {

    private static final AtomicLong CALLS = new AtomicLong();
    private static final String VICTIM = "node-3";
    private static final int EVERY = 200;

    private Strike() {}

    /** True at every two hundredth call. */
    public static boolean now() {
        return CALLS.incrementAndGet() % EVERY == 0;
    }

    /** That too, but only on the third node. */
    public static boolean here() {
        return VICTIM.equals(System.getenv("CFGUARDIAN_NODE_ID")) && now();
    }

    /** The number after {@code version}; after every seventh it is that one again. */
    public static long after(long version) {
        return version % 7 == 0 ? version : version + 1;
    }
}
