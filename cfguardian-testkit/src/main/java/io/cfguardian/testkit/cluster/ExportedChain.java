package io.cfguardian.testkit.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private static final List<String> TYPES = List.of(
            "projectCreated",
            "projectUpdated",
            "projectDeleted",
            "environmentCreated",
            "environmentUpdated",
            "environmentDeleted",
            "schemaPut",
            "configPut",
            "configDeleted");
    private static final List<String> ORIGINS = List.of("client", "node");
    private static final List<String> MEDIA_TYPES = List.of("application/json", "application/yaml");
    private static final List<String> DEMANDS = List.of("optional", "required");

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

    /** The last hash, 64 zeros when there is no commit. */
    public String head() {
        return head;
    }

    private void append(JsonNode commit) {
        long revision = commits.size() + 1L;
        require(commit.path("revision").asLong() == revision, revision, "is missing");
        require(commit.path("previousHash").asString().equals(head), revision, "does not follow from the one before");
        require(commits.isEmpty() || !time(commit).isBefore(time(commits.getLast())), revision, "is too early");
        String hash = HexFormat.of().formatHex(sha256(new Covered().commit(commit)));
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

    /** The bytes that a hash covers. */
    private static final class Covered {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        byte[] commit(JsonNode commit) {
            text("cfguardian/commit/1");
            hash(commit.path("previousHash"));
            int64(commit.path("revision").asLong());
            int64(time(commit).toEpochMilli());
            text(commit.path("author").asString());
            int8(1 + index(ORIGINS, commit.path("request").path("origin")));
            text(commit.path("request").path("id").asString());
            int32(commit.path("changes").size());
            for (JsonNode change : commit.path("changes")) {
                change(commit.path("project").asString(), change);
            }
            return out.toByteArray();
        }

        private void change(String project, JsonNode change) {
            int8(1 + index(TYPES, change.path("type")));
            text(project);
            optionalText(change.path("environment"));
            optionalText(change.path("key"));
            if (change.path("version").isNumber()) {
                int64(change.path("version").asLong());
            }
            optionalText(change.path("dialect"));
            optionalText(change.path("description"));
            if (change.has("schemas")) {
                int8(index(DEMANDS, change.path("schemas")));
            }
            if (change.has("textHash")) {
                int8(1 + index(MEDIA_TYPES, change.path("mediaType")));
                int32(change.path("sizeBytes").asInt());
                hash(change.path("textHash"));
                hash(change.path("hash"));
            }
            if (change.path("type").asString().equals("configPut")) {
                schema(change.path("schema"));
            }
        }

        private void schema(JsonNode schema) {
            int8(schema.isNull() ? 0 : 1);
            if (!schema.isNull()) {
                text(schema.path("key").asString());
                int64(schema.path("version").asLong());
            }
        }

        private static int index(List<String> names, JsonNode name) {
            int index = names.indexOf(name.asString());
            if (index < 0) {
                throw new AssertionError("one of " + names + " expected, got " + name);
            }
            return index;
        }

        private void optionalText(JsonNode text) {
            if (text.isString()) {
                text(text.asString());
            }
        }

        private void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            int32(utf8.length);
            out.writeBytes(utf8);
        }

        private void hash(JsonNode hex) {
            out.writeBytes(HexFormat.of().parseHex(hex.asString()));
        }

        private void int8(int value) {
            out.write(value);
        }

        private void int32(int value) {
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        }

        private void int64(long value) {
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }
    }
}
