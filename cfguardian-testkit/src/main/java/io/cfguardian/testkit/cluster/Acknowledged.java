package io.cfguardian.testkit.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The writes that a test was told are done: by idempotency key, the revision that the answer named. Used by many threads. */
public final class Acknowledged {

    private final Map<String, Long> revisions = new ConcurrentHashMap<>();

    /**
     * Notes that the write under {@code idempotencyKey} was answered with {@code revision}.
     *
     * @throws AssertionError when an answer before named another revision
     */
    public void add(String idempotencyKey, long revision) {
        Long before = revisions.putIfAbsent(idempotencyKey, revision);
        if (before != null && before != revision) {
            throw new AssertionError(
                    idempotencyKey + " was acknowledged at revision " + before + " and at " + revision);
        }
    }

    /** How many writes were acknowledged. */
    public int size() {
        return revisions.size();
    }

    /** By idempotency key, the revision. */
    public Map<String, Long> revisions() {
        return new TreeMap<>(revisions);
    }
}
