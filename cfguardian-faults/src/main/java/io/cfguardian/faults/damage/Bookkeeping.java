package io.cfguardian.faults.damage;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.ExportedChain;
import io.cfguardian.testkit.cluster.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Writes configs, and knows what was acknowledged. Used by one thread. */
final class Bookkeeping {

    private static final String PROJECT = "/api/v1/projects/damage";
    private static final String CONFIGS = PROJECT + "/environments/prod/configs/";
    private static final int KEYS = 40;
    private static final int TEXT_LENGTH = 60;

    private final SplittableRandom random;
    private final Map<String, Written> newest = new TreeMap<>();
    private long revision;

    private record Written(long version, String value) {}

    Bookkeeping(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The revision of the newest write that was acknowledged. */
    long revision() {
        return revision;
    }

    void prepare(ApiClient node) {
        node.post("/api/v1/projects", "{\"key\":\"damage\"}").expect(201);
        node.post(PROJECT + "/environments", "{\"key\":\"prod\"}").expect(201);
    }

    /** Writes through a node that answers. */
    void write(ApiClient node, int times) {
        for (int i = 0; i < times; i++) {
            String key = "k" + random.nextInt(KEYS);
            StringBuilder value = new StringBuilder();
            while (value.length() < TEXT_LENGTH) {
                value.append(Long.toHexString(random.nextLong()));
            }
            Reply reply = node.put(CONFIGS + key, "{\"w\":\"" + value + "\"}");
            if (!reply.isSuccess()) {
                throw new IllegalStateException("a write was answered " + reply);
            }
            newest.put(key, new Written(reply.version(), value.toString()));
            revision = reply.revision();
        }
    }

    /** What is wrong with what a node says; empty when all is as it was acknowledged. */
    Optional<String> differs(ApiClient node) {
        for (Map.Entry<String, Written> config : newest.entrySet()) {
            Reply reply = node.get(CONFIGS + config.getKey());
            if (reply.status() >= 500) {
                return Optional.empty();
            }
            String value =
                    reply.isSuccess() ? reply.json().path("value").path("w").asString("") : "";
            if (!reply.isSuccess()
                    || reply.version() != config.getValue().version()
                    || !value.equals(config.getValue().value())) {
                return Optional.of("%s has version %s instead of %d"
                        .formatted(
                                config.getKey(),
                                reply.isSuccess() ? reply.version() : reply.status(),
                                config.getValue().version()));
            }
        }
        Reply export = node.get("/api/v1/audit/export?consistency=stale&to=" + revision);
        if (export.status() != 200) {
            return Optional.of("the journal is answered with " + export.status() + " " + export.problem());
        }
        try {
            int commits = ExportedChain.check(export.body()).commits().size();
            return commits == revision
                    ? Optional.empty()
                    : Optional.of("the journal has %d commits instead of %d".formatted(commits, revision));
        } catch (AssertionError broken) {
            return Optional.of("the journal is broken: " + broken.getMessage());
        }
    }
}
