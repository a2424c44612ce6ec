package io.cfguardian.server.proof;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Proves an audit export, line by line; holds one line at a time. Used by one thread. */
final class ExportProof {

    /** A transaction has at most some thousand changes of a few hundred bytes each. */
    private static final int LINE_BYTES_MAX = 64 << 20;

    private static final int BUFFER_BYTES = 1 << 20;

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final @Nullable Hash sought;
    private long revision;
    private Hash head = Hash.ZERO;
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.MIN;
    private @Nullable Revision noted;

    private ExportProof(@Nullable Hash sought) {
        this.sought = sought;
    }

    /**
     * Proves a file.
     *
     * @param sought a hash that a commit may have
     * @throws FoundWrong at the first commit that is missing, out of order, earlier than the one before, or altered
     * @throws IOException when the file cannot be read
     */
    static Proof of(Path file, @Nullable Hash sought) throws FoundWrong, IOException {
        ExportProof proof = new ExportProof(sought);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            Optional<byte[]> line = proof.line(in);
            while (line.isPresent()) {
                proof.append(line.get());
                line = proof.line(in);
            }
        }
        if (proof.revision == 0) {
            throw new FoundWrong("it holds no commit");
        }
        return new Proof(new Revision(proof.revision), proof.head, proof.from, proof.to, proof.noted);
    }

    /** The hash that a member has, if it is one in the form of an export. */
    static Optional<Hash> hash(JsonNode hex) {
        return hex.isString() && hex.asString().matches("[0-9a-f]{64}")
                ? Optional.of(Hash.parse(hex.asString()))
                : Optional.empty();
    }

    private void append(byte[] line) throws FoundWrong {
        long expected = revision + 1;
        JsonNode commit;
        try {
            commit = json.readTree(line);
        } catch (JacksonException e) {
            throw new FoundWrong("line " + expected + " is not JSON, or not whole");
        }
        byte[] covered;
        try {
            covered = CoveredBytes.of(commit);
        } catch (FoundWrong shapeless) {
            throw new FoundWrong("line " + expected + " is not revision " + expected + ": " + shapeless.getMessage());
        }
        long found = commit.path("revision").asLong();
        if (found != expected) {
            throw new FoundWrong("revision " + expected + " is missing, revision " + found + " found");
        }
        Hash previous = hash(commit.path("previousHash")).orElseThrow();
        if (!previous.equals(head)) {
            throw new FoundWrong("revision " + expected
                    + " does not follow from the one before: expected previous hash " + head + ", found " + previous);
        }
        Hash computed = Hash.sha256(covered);
        String said = commit.path("hash").asString("");
        if (!said.equals(computed.hex())) {
            throw new FoundWrong("revision " + expected + " was altered: its hash is not that of what it says");
        }
        Instant time = Instant.parse(commit.path("time").asString());
        if (time.isBefore(to)) {
            throw new FoundWrong("revision " + expected + " is earlier than the one before: expected " + to
                    + " or later, found " + time);
        }
        if (expected == 1) {
            from = time;
        }
        if (sought != null && computed.equals(sought)) {
            noted = new Revision(expected);
        }
        to = time;
        revision = expected;
        head = computed;
    }

    /** The next line without its end; nothing at the end of the file. */
    private Optional<byte[]> line(InputStream in) throws IOException, FoundWrong {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() == LINE_BYTES_MAX) {
                throw new FoundWrong("line " + (revision + 1) + " has more than " + LINE_BYTES_MAX + " bytes");
            }
            line.write(next);
            next = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
