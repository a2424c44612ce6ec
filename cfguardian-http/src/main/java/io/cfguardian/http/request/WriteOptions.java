package io.cfguardian.http.request;

import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Under which request id a call writes. */
public final class WriteOptions {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int RANDOM_BYTES = 16;

    private WriteOptions() {}

    /** The write that {@code Idempotency-Key} names, or one under an id of its own. */
    public static WriteRequest of(Call call) {
        RequestId id = call.header("Idempotency-Key").map(WriteOptions::client).orElseGet(WriteOptions::generated);
        return new WriteRequest(call.actor(), call.source(), id, fingerprint(call));
    }

    /**
     * A write under an id of its own, for operations that are not repeated by key. It has no fingerprint: that would be one of
     * the secrets in the body.
     */
    public static WriteRequest once(Call call) {
        if (call.header("Idempotency-Key").isPresent()) {
            throw Parameters.invalid("Idempotency-Key", "The operation takes no Idempotency-Key.");
        }
        return new WriteRequest(call.actor(), call.source(), generated(), Hash.ZERO);
    }

    private static RequestId client(String key) {
        if (!RequestId.isValid(key)) {
            throw Parameters.invalid("Idempotency-Key", "Idempotency-Key has 1 to 128 visible ASCII characters.");
        }
        return new RequestId(Origin.CLIENT, key);
    }

    /** Never the X-Request-Id: clients may send that twice. */
    private static RequestId generated() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return new RequestId(Origin.NODE, HexFormat.of().formatHex(random));
    }

    /** Covers all that decides what the request means. Each part comes after its length, so that none runs into another. */
    private static Hash fingerprint(Call call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, call.method());
        part(out, call.path());
        part(out, call.rawQuery());
        part(out, call.header("If-Match").orElse(""));
        part(out, call.header("If-None-Match").orElse(""));
        part(out, call.body().mediaType());
        part(out, call.body().bytes().sha256().hex());
        return Hash.sha256(out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
    }
}
