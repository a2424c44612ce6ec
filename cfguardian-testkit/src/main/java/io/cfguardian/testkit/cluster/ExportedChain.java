package io.cfguardian.testkit.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An exported journal, checked as docs/chain.md says an auditor may, from the lines alone and without a class of the domain.
 */
public final class ExportedChain {

    private final List<JsonNode> commits = new ArrayList<>();
    private String head = "0".repeat(64);

    private ExportedChain() {}

    /**
     * Reads and checks an export from its first revision on.
     *
     * @throws AssertionError at the first commit that is missing, out of order, earlier than the one before, or altered
     */
    public static ExportedChain check(String ndjson) {
        ExportedChain chain = new ExportedChain();
        ndjson.lines().forEach(line -> chain.append(JsonMapper.shared().readTree(line)));
        return chain;
    }

    /** The commits, the first one first. */
    public List<JsonNode> commits() {
        return List.copyOf(commits);
    }

    /** The revisions after {@code after} that changed {@code project}; between them are those of others and of the cluster itself. */
    public List<Long> revisionsOf(String project, long after) {
        return commits.stream()
                .filter(commit -> commit.path("project").asString().equals(project))
                .map(commit -> commit.path("revision").asLong())
                .filter(revision -> revision > after)
                .toList();
    }

    /** The last hash, 64 zeros when there is no commit. */
    public String head() {
        return head;
    }

    private void append(JsonNode commit) {
        long revision = commits.size() + 1L;
        require(commit.path("revision").asLong() == revision, revision, "is missing");
        require(commit.path("previousHash").asString().equals(head), revision, "does not follow from the one before");
        require(commits.isEmpty() || !time(commit).isBefore(time(commits.getLast())), revision, "is too early");
        String hash = HexFormat.of().formatHex(sha256(CoveredBytes.of(commit)));
        require(commit.path("hash").asString().equals(hash), revision, "was altered");
        commits.add(commit);
        head = hash;
    }

    private static Instant time(JsonNode commit) {
        return Instant.parse(commit.path("time").asString());
    }

    private static void require(boolean holds, long revision, String problem) {
        if (!holds) {
            throw new AssertionError("revision " + revision + " " + problem);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
